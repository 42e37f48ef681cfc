import type { Broken } from '#run/release/books.ts'

/** What shoppers met while one step of the trial went on. A request counts for the step in which it was sent. */
export type Phase = {
  name: string
  seconds: number
  requests: number
  failed: number
  /** What failed, in words, and how often. */
  failures: Map<string, number>
  orders: number
  /** The invariants that did not hold at its end. */
  broken: Broken[]
}

export class Tally {
  readonly phases: Phase[] = []
  #begunMs = 0

  get now(): Phase {
    const phase = this.phases.at(-1)
    if (!phase) throw new Error('No step of the trial has begun.')
    return phase
  }

  begin(name: string): Phase {
    const phase = {
      name,
      seconds: 0,
      requests: 0,
      failed: 0,
      failures: new Map<string, number>(),
      orders: 0,
      broken: [],
    }
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
  phase.failures.set(what, (phase.failures.get(what) ?? 0) + 1)
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
  for (const { name, failures } of phases)
    for (const [what, times] of failures) console.log(`${name}: ${what} (${times} times)`)
}
