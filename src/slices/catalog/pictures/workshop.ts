import { fork } from 'node:child_process'
import { join } from 'node:path'
import { log } from '#platform/lib/log.ts'
import { perProcess } from '#platform/lib/per-process.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Outcome, Task } from './workshop-process.ts'

/** The largest picture takes three seconds of a core that has nothing else to do. */
const TASK_LIMIT_MS = 45_000
/** Each of them holds its bytes while it waits. */
const MOST_WAITING = 8
const COME_AGAIN_SECONDS = 10
/** From the shop's folder, since Next.js moves the module that asks. */
const SCRIPT = ['src', 'slices', 'catalog', 'pictures', 'workshop-process.ts']

const line = perProcess('pictures-workshop', () => ({
  waiting: 0,
  last: Promise.resolve() as Promise<unknown>,
}))

/**
 * Does the task in a process of its own, one after the other. Decoders are large programs in C that read what strangers made: a
 * file that breaks one, or never ends, ends that process alone.
 */
export async function inWorkshop(task: Task): Promise<Outcome> {
  const here = line()
  if (here.waiting >= MOST_WAITING)
    throw new Refusal(
      'rate_limited',
      'Many pictures are being read right now. Send this one again in a moment.',
      [],
      COME_AGAIN_SECONDS,
    )
  here.waiting++
  const done = here.last.then(() => perform(task))
  here.last = done.catch(() => {})
  return done.finally(() => {
    here.waiting--
  })
}

function perform(task: Task): Promise<Outcome> {
  // Nothing of our environment, in which the secrets are.
  const { PATH = '', NODE_ENV } = process.env
  const child = fork(join(process.cwd(), ...SCRIPT), [], {
    execArgv: [],
    env: { PATH, NODE_ENV },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise(resolve => {
    let answer: Outcome | undefined
    const timer = setTimeout(() => {
      answer ??= { kind: 'unfit', why: 'took_too_long' }
      child.kill('SIGKILL')
    }, TASK_LIMIT_MS)
    child.once('message', outcome => {
      answer = outcome as Outcome
    })
    const end = (how: string) => {
      clearTimeout(timer)
      if (!answer) log.warn({ how }, 'a picture ended the process that read it')
      resolve(answer ?? { kind: 'unfit', why: 'cut_short' })
    }
    child.once('error', error => end(String(error)))
    child.once('exit', (code, signal) => end(`it ended with ${signal ?? code}`))
    child.send(task, error => error && child.kill('SIGKILL'))
  })
}
