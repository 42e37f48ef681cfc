import type { Store } from './store.ts'

/** One look takes this many rows, so that a long backlog does not hold up the bank. */
const mostPerLook = 200
const longestSleepMs = 5000

/** Rows of a book that take a step each when their time has come. */
export type StepsByTime = { wake(): void; stop(): void }

type Steps<Row> = {
  /** The table, with `next_step_at_ms` and `seq`. */
  book: string
  isPaused: () => boolean
  step: (row: Row) => void
}

/** Takes each step that is due, also those that waited while the sandbox was off. */
export function startSteps<Row>(store: Store, { book, isPaused, step }: Steps<Row>): StepsByTime {
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function look() {
    if (stopped) return
    const due = isPaused()
      ? []
      : store.all<Row>(
          `SELECT * FROM ${book} WHERE next_step_at_ms <= ? ORDER BY next_step_at_ms, seq LIMIT ?`,
          Date.now(),
          mostPerLook,
        )
    if (due.length > 0)
      store.transaction(() => {
        for (const row of due) step(row)
      })
    sleepUntilNext()
  }

  function sleepUntilNext() {
    clearTimeout(timer)
    if (stopped) return
    const next = store.get<{ at: number | null }>(
      `SELECT min(next_step_at_ms) AS at FROM ${book} WHERE next_step_at_ms IS NOT NULL`,
    )
    const waitMs = next?.at && !isPaused() ? next.at - Date.now() : longestSleepMs
    timer = setTimeout(look, Math.min(longestSleepMs, Math.max(5, waitMs)))
  }

  sleepUntilNext()
  return {
    wake: sleepUntilNext,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** Steps that go on start afresh, and the missed ones are not taken at once. */
export function delaySteps(store: Store, book: string, stepMs: number): void {
  store.run(`UPDATE ${book} SET next_step_at_ms = ? WHERE next_step_at_ms IS NOT NULL`, Date.now() + stepMs)
}
