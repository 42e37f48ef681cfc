import { perProcess } from './per-process.ts'

const goingOn = perProcess('going-on', () => new Set<Promise<unknown>>())

/** Work that outlives its answer, such as waiting for a slow bank. A process that is told to stop waits for it. */
export function goOn(work: Promise<unknown>): void {
  const running = goingOn()
  const over = () => void running.delete(work)
  running.add(work)
  work.then(over, over)
}

/** Resolves when nothing goes on any more. */
export async function nothingGoesOn(): Promise<void> {
  while (goingOn().size) await Promise.allSettled(goingOn())
}
