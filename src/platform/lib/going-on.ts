// A bundler may load this module more than once in a process.
const held = globalThis as { orderlyGoingOn?: Set<Promise<unknown>> }

/** Work that outlives its answer, such as waiting for a slow bank. A process that is told to stop waits for it. */
export function goOn(work: Promise<unknown>): void {
  held.orderlyGoingOn ??= new Set()
  const running = held.orderlyGoingOn
  const over = () => void running.delete(work)
  running.add(work)
  work.then(over, over)
}

/** Resolves when nothing goes on any more. */
export async function nothingGoesOn(): Promise<void> {
  while (held.orderlyGoingOn?.size) await Promise.allSettled(held.orderlyGoingOn)
}
