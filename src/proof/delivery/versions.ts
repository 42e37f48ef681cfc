import { execFileSync, spawn } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { mutants, planted } from '#proof/simulate/mutants.ts'
import { noteBuilt } from '#run/start/build.ts'

/** The versions of a trial, each a git worktree in a folder of its own. */
export type Versions = { former: string; head: string; bad: string }

/** What plain orders with now and then a declined card show within seconds. */
export const PLANTED = 'a decline keeps the stock'

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()

/** The last tag before this commit, or else the commit before it. */
export function versionBefore(): string {
  try {
    return git('describe', '--tags', '--abbrev=0', 'HEAD~1')
  } catch {
    return 'HEAD~1'
  }
}

export const isDirty = () => git('status', '--porcelain') !== ''

/** Installs and builds the former version and this one; the bad one is this one with a bug in what is not built. */
export async function prepareVersions(root: string, before: string): Promise<Versions> {
  const [former, head, bad] = [join(root, 'former'), join(root, 'head'), join(root, 'bad')]
  // A trial that was killed left its notes.
  forgetVersions()
  for (const [folder, version] of [
    [former, before],
    [head, 'HEAD'],
    [bad, 'HEAD'],
  ] as const)
    git('worktree', 'add', '--quiet', '--detach', folder, version)
  await Promise.all([installed(former), installed(head)])
  symlinkSync(join(head, 'node_modules'), join(bad, 'node_modules'))
  plantBug(bad)
  cpSync(join(head, '.next'), join(bad, '.next'), { recursive: true })
  noteBuilt(bad)
  return { former, head, bad }
}

/** Git keeps a note of each worktree until it is told to look whether its folder is still there. */
export const forgetVersions = () => git('worktree', 'prune')

function plantBug(folder: string) {
  const bug = mutants.find(({ name }) => name === PLANTED)
  if (!bug) throw new Error(`There is no planted bug "${PLANTED}" any more.`)
  for (const [file, text] of planted(bug, file => readFileSync(join(folder, file), 'utf8')))
    writeFileSync(join(folder, file), text)
}

/** `npm ci`; where the lock is the one here, the packages here under other names, which come to the same. */
async function installed(folder: string) {
  const [own, theirs] = ['.', folder].map(at => readFileSync(join(at, 'package-lock.json'), 'utf8'))
  await (own === theirs
    ? inFolder('.', 'cp', ['-al', 'node_modules', join(folder, 'node_modules')])
    : inFolder(folder, 'npm', ['ci', '--no-audit', '--no-fund']))
  await inFolder(folder, process.execPath, BUILD)
}

const BUILD = [
  '--import',
  'tsx',
  '--input-type=module',
  '--eval',
  "await (await import('#run/start/build.ts')).buildIfChanged()",
]

async function inFolder(folder: string, program: string, args: string[]) {
  const child = spawn(program, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  endWithUs(child, { group: true })
  const ended = new Promise<number>((done, refuse) => {
    child.once('error', refuse)
    child.once('exit', code => done(code ?? 1))
  })
  const printed = await Promise.all([text(child.stdout), text(child.stderr)])
  if ((await ended) !== 0)
    throw new Error(`\`${program} ${args[0]}\` failed in ${folder}.\n${printed.join('\n')}`)
}
