import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { perProcess } from './per-process.ts'

/**
 * The step boundaries at which the shop may be struck, each with how things stand there. Points named `….in` lie within a
 * transaction, just before its commit.
 */
export type FaultPoints = Readonly<Record<string, string>>

/** The striker at the points: it may throw, wait, or never come back. */
export type Striker = (point: string) => void | Promise<void>

const held = perProcess('striker', (): { striker?: Striker | undefined } => ({}))

/** The slice that calls it declares the point. Outside of tests this is a look at one empty field. */
export function fault(point: string): void | Promise<void> {
  return held().striker?.(point)
}

/** Sets the striker of this process; undefined: none. */
export function strikeWith(striker: Striker | undefined) {
  held().striker = striker
}

/** `kill`: the process dies where it stands. `throw`: the step fails. `hang`: it stays there until it is let go. */
export type Strike = 'kill' | 'throw' | 'hang'

/** A process that hangs longer than any test waits was forgotten. */
const HANG_LIMIT_MS = 120_000
const LOOK_EVERY_MS = 5

/**
 * Lets another process arm points through a folder: the file named after a point holds the strike. The process that renames it is
 * struck, and no other; removing the renamed file lets a hanging process go.
 */
export function strikesFrom(folder: string): Striker {
  return point => {
    const armed = join(folder, point)
    if (!existsSync(armed)) return
    const struck = `${armed}.struck`
    try {
      renameSync(armed, struck)
    } catch {
      return
    }
    const strike = readFileSync(struck, 'utf8').trim() as Strike
    if (strike === 'kill') process.kill(process.pid, 'SIGKILL')
    if (strike === 'throw') throw new Error(`struck at ${point}`)
    return hangUntilGone(struck)
  }
}

async function hangUntilGone(file: string) {
  for (let waited = 0; existsSync(file) && waited < HANG_LIMIT_MS; waited += LOOK_EVERY_MS)
    await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
  rmSync(file, { force: true })
}

if (process.env.FAULTS_DIR) strikeWith(strikesFrom(process.env.FAULTS_DIR))
