import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'
import { type Mutant, planted } from './mutants.ts'

/** Copies the code, plants the bug, runs the simulator on the copy. Null: it found nothing. */
export async function hunt(mutant: Mutant, seeds: string): Promise<{ seed: string; says: string } | null> {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-mutant-'))
  removeWithUs(folder)
  try {
    for (const path of ['src', 'drizzle', 'package.json', 'tsconfig.json'])
      cpSync(path, join(folder, path), { recursive: true })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    const file = join(folder, mutant.file)
    writeFileSync(file, planted(mutant, readFileSync(file, 'utf8')))
    const output = await simulateIn(folder, seeds)
    const found = /Seed (\d+) FAILED:\n\s+(.+)/.exec(output)
    if (!found && !/runs, \d+ steps/.test(output))
      throw new Error(`${mutant.name}: the simulator did not run.\n${output}`)
    return found ? { seed: found[1] ?? '', says: found[2]?.slice(0, 140) ?? '' } : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function simulateIn(folder: string, seeds: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/proof/simulate/command.ts', '--seeds', seeds, '--shrink', 'false'],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LOG_LEVEL: 'silent' },
    },
  )
  endWithUs(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  return new Promise(done => child.once('exit', () => done(output)))
}
