import { spawn } from 'node:child_process'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { endWithUs } from '#platform/processes/watchdog.ts'

// `in-turn.ts "one command" "another" …`: runs them like `&&` in a script; a shell that is told to end would leave its commands running.
endWithStarter()
for (const command of process.argv.slice(2)) {
  const [program = '', ...args] = command.split(' ')
  // A group of its own, since some of these are wrappers around the program that works.
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  endWithUs(child, { group: true })
  const code = await new Promise<number>(done => {
    child.once('error', () => done(127))
    child.once('exit', exitCode => done(exitCode ?? 1))
  })
  if (code !== 0) {
    console.error(`\`${command}\` did not pass.`)
    process.exit(code)
  }
}
