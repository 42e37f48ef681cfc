import type { Part } from './part.ts'

type Start = () => Part

/** A part of the shop that is started again when it dies. */
export type Kept = {
  name: string
  pid: () => number
  /** Another process takes its place: it starts first, and the old one leaves once it is ready. Else all stays as it was. */
  replace: (next: Start, ready: (part: Part) => Promise<void>) => Promise<void>
  stop: (limitMs?: number) => Promise<void>
}

export type Told = {
  started: () => void
  died: (sentence: string) => void
  gaveUp: (sentence: string) => void
}

const FIRST_WAIT_MS = 500
const MOST_WAIT_MS = 15_000
/** A part that dies this often in a row would die again. */
const MOST_DEATHS = 6
/** A part that lived this long did not die of its start. */
const LIVED_MS = 60_000

export function keepRunning(start: Start, told: Told, firstWaitMs = FIRST_WAIT_MS): Kept {
  let startAgain = start
  let running = start()
  let leaving = false
  let deaths = 0
  const watch = (part: Part, startedAt = Date.now()) =>
    void part.gone.then(async how => {
      if (leaving || part !== running) return
      if (Date.now() - startedAt > LIVED_MS) deaths = 0
      if (++deaths > MOST_DEATHS)
        return told.gaveUp(`The ${part.name} process ended ${deaths} times in a row (${how}).`)
      const waitMs = Math.min(firstWaitMs * 2 ** (deaths - 1), MOST_WAIT_MS)
      told.died(`The ${part.name} process ended (${how}) and is started again in ${waitMs / 1_000} s.`)
      await new Promise(done => setTimeout(done, waitMs))
      if (leaving || part !== running) return
      begin(startAgain())
    })
  const begin = (part: Part) => {
    running = part
    watch(part)
    told.started()
  }
  watch(running)
  return {
    name: running.name,
    pid: () => running.pid,
    async replace(next, ready) {
      const after = next()
      try {
        await ready(after)
      } catch (error) {
        await after.stop()
        throw error
      }
      // Asked only now: the old one may have died and been started again meanwhile.
      const before = running
      startAgain = next
      begin(after)
      await before.stop()
    },
    async stop(limitMs) {
      leaving = true
      await running.stop(limitMs)
    },
  }
}
