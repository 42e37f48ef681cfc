import type { Broken } from '#run/release/books.ts'

/** What shoppers met while one step of the trial went on. A request counts for the step in which it was sent. */
export type Phase = {
  name: string
  seconds: number
  requests: number
  failed: number
  /** The first few failures, in words. */
  failures: string[]
  orders: number
  /** The invariants that did not hold at its end. */
  broken: Broken[]
}

const FAILURES_KEPT = 5

export class Tally {
  readonly phases: Phase[] = []
  #begunMs = 0

  get now(): Phase {
    const phase = this.phases.at(-1)
    if (!phase) throw new Error('No step of the trial has begun.')
    return phase
  }

  begin(name: string): Phase {
    const phase = { name, seconds: 0, requests: 0, failed: 0, failures: [], orders: 0, broken: [] }
    this.#begunMs = performance.now()
    this.phases.push(phase)
    return phase
  }

  end() {
    this.now.seconds = (performance.now() - this.#begunMs) / 1_000
  }
}

export function noteFailure(phase: Phase, what: string) {
  phase.failed++
  if (phase.failures.length < FAILURES_KEPT) phase.failures.push(what)
}

export function printTable(phases: readonly Phase[]) {
  const rows = [
    ['step', 'seconds', 'requests', 'failed', 'orders', 'violations'],
    ...phases.map(({ name, seconds, requests, failed, orders, broken }) => [
      name,
      seconds.toFixed(0),
      String(requests),
      String(failed),
      String(orders),
      String(broken.reduce((sum, { violations }) => sum + violations, 0)),
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  for (const row of rows)
    console.log(
      row
        .map((cell, column) =>
          column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('   '),
    )
  for (const { name, failures } of phases) for (const failure of failures) console.log(`${name}: ${failure}`)
}
