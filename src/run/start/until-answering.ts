import { existsSync, readFileSync } from 'node:fs'

const ASK_EVERY_MS = 200
const ASK_LIMIT_MS = 10_000
const SAY_EVERY_MS = 15_000
/**
 * A process that used less than this part of a processor for so long will not get on any more: its timers go on, its work does not. On a machine that
 * is ten times too busy a process that works gets more.
 */
const STILL_LIMIT_MS = 120_000
const LEAST_PART = 0.025
/** Linux counts a process' work in these. */
const TICK_MS = 10

type Awaited = { name: string; pid: () => number }

/** Waits until the address answers, for as long as the process behind it gets on: a busy machine is no fault. */
export async function untilAnswering(
  url: string,
  part: Awaited,
  {
    stillLimitMs = STILL_LIMIT_MS,
    sayEveryMs = SAY_EVERY_MS,
    say = console.log as (sentence: string) => void,
  } = {},
): Promise<void> {
  const begunMs = performance.now()
  let sayAtMs = begunMs + sayEveryMs
  let moved = { atMs: begunMs, ...workOf(part.pid()) }
  const leastMs = stillLimitMs * LEAST_PART
  while (!(await isAnswering(url))) {
    const nowMs = performance.now()
    const work = workOf(part.pid())
    if (work.process !== moved.process || work.ms - moved.ms >= leastMs) moved = { atMs: nowMs, ...work }
    if (nowMs - moved.atMs > stillLimitMs)
      throw new Error(
        `The ${part.name} process does not answer at ${url} and has done next to nothing for ${Math.round(stillLimitMs / 1_000)} s.`,
      )
    if (nowMs > sayAtMs) {
      sayAtMs = nowMs + sayEveryMs
      const waitedSeconds = Math.round((nowMs - begunMs) / 1_000)
      say(`Waiting for the ${part.name} process to answer: ${waitedSeconds} s so far, it gets on …`)
    }
    await new Promise(done => setTimeout(done, ASK_EVERY_MS))
  }
}

async function isAnswering(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(ASK_LIMIT_MS) }).catch(() => null)
  await answer?.body?.cancel().catch(() => {})
  return answer?.ok === true
}

/** Which process it is and how long it has computed; where a system does not tell, the time stands in for it. */
function workOf(pid: number): { process: string; ms: number } {
  if (!existsSync('/proc')) return { process: String(pid), ms: performance.now() }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return { process: String(pid), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
  } catch {
    return { process: `${pid} is gone`, ms: 0 }
  }
}
