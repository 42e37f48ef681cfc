type Stoppable = { stop: (limitMs?: number) => Promise<void> }

/** For all parts together; a database has its own time after it, and everything is gone within 20 s. */
const PARTS_LIMIT_MS = 11_000
/** The time that a step has when those before it took all they could. */
const LEAST_MS = 1_500

/** Stops one step after the other. Each may take the time that is left, less a little for those that follow. */
export async function stopInOrder(steps: readonly (readonly Stoppable[])[]): Promise<void> {
  const deadline = performance.now() + PARTS_LIMIT_MS
  const left = steps.filter(step => step.length > 0)
  for (const [index, step] of left.entries()) {
    const following = left.length - 1 - index
    const limitMs = Math.max(deadline - performance.now() - following * LEAST_MS, LEAST_MS)
    await Promise.all(step.map(part => part.stop(limitMs)))
  }
}
