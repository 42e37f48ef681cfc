import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'
import type { Mutant } from './mutant.ts'
import { planted } from './mutants.ts'

/** The two that look for bugs: how each is sent into the copy, and what it prints when it found one, or none. */
const hunters = {
  simulator: { look: simulateIn, found: /Seed (\d+) FAILED:\n\s+(.+)/, ran: /runs, \d+ steps/ },
  burglar: {
    look: burgleIn,
    found: /FAIL .*\(seed (\d+)\)[\s\S]*?"Wrong: ([^"]*)"/,
    ran: /Tests .*passed/,
  },
}

/** Copies the code, plants the bug, sends the one who looks for it into the copy. Null: it found nothing. */
export async function hunt(mutant: Mutant, seeds: string): Promise<{ seed: string; says: string } | null> {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-mutant-'))
  removeWithUs(folder)
  try {
    for (const path of ['src', 'drizzle', 'package.json', 'tsconfig.json'])
      cpSync(path, join(folder, path), { recursive: true })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    for (const [file, text] of planted(mutant, file => readFileSync(join(folder, file), 'utf8')))
      writeFileSync(join(folder, file), text)
    const { look, found: sign, ran } = hunters[mutant.by ?? 'simulator']
    const output = await look(folder, seeds)
    const found = sign.exec(output)
    if (!found && !ran.test(output)) throw new Error(`${mutant.name}: nobody looked for it.\n${output}`)
    return found ? { seed: found[1] ?? '', says: found[2]?.slice(0, 140) ?? '' } : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function simulateIn(folder: string, seeds: string): Promise<string> {
  return run(folder, [
    '--import',
    'tsx',
    'src/proof/simulate/command.ts',
    '--seeds',
    seeds,
    '--shrink',
    'false',
  ])
}

/** A run of the burglar takes seconds, so that fewer find as much. */
function burgleIn(folder: string): Promise<string> {
  return run(
    folder,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'src/proof/testing/vitest.config.ts',
      'src/proof/burglar',
    ],
    { BURGLAR_SEEDS: '10', NO_COLOR: '1' },
  )
}

function run(folder: string, command: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, command, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'silent', ...env },
  })
  endWithUs(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  return new Promise(done => child.once('exit', () => done(output)))
}
