import { spawn } from 'node:child_process'
import { endWithUs } from '#platform/processes/watchdog.ts'

/** Runs a command of the version in a folder, with that version's code, and waits for its end. */
export function runInFolder(
  folder: string,
  file: string,
  settings: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LOG_LEVEL: 'warn', ...settings },
  })
  endWithUs(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  return new Promise((done, refuse) => {
    child.once('error', refuse)
    child.once('close', code => done({ code: code ?? 1, output }))
  })
}
