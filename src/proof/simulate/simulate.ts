import { type Cast, castOf, type Run, runSeed, type Stage } from './run-seed.ts'

export type Tally = { runs: number; steps: number; seen: Map<string, number>; failed: Run | null }

const VACUUM_EVERY_RUNS = 10

/** Runs one seed after the other until one fails. */
export async function simulate(
  stage: Stage,
  seeds: Iterable<number>,
  heard: (run: Run) => void = () => {},
): Promise<Tally> {
  const tally: Tally = { runs: 0, steps: 0, seen: new Map(), failed: null }
  for (const seed of seeds) {
    const run = await runSeed(stage, seed, castOf(seed)).catch(error => {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    })
    tally.runs++
    tally.steps += run.steps
    for (const [what, times] of run.seen) tally.seen.set(what, (tally.seen.get(what) ?? 0) + times)
    heard(run)
    // Deleted rows stay in the tables' files until then, and every look would read past them.
    if (tally.runs % VACUUM_EVERY_RUNS === 0) await stage.db.$client.unsafe('vacuum')
    if (run.failures.length) return { ...tally, failed: run }
  }
  return tally
}

const MOST_TRIES = 60

/** Leaves out one person after the other as long as the run still fails: what is left is the story of the failure. */
export async function shrink(stage: Stage, failed: Run): Promise<Run> {
  let smallest = failed
  let tries = 0
  for (const group of ['shoppers', 'regulars', 'staff', 'hoarders', 'bank', 'stockroom', 'cases'] as const) {
    for (const person of failed.cast[group]) {
      if (++tries > MOST_TRIES) return smallest
      const cast: Cast = { ...smallest.cast, [group]: smallest.cast[group].filter(other => other !== person) }
      const run = await runSeed(stage, failed.seed, cast)
      if (run.failures.length) smallest = run
    }
  }
  return smallest
}

/** The events that a thousand runs must have met, or they proved less than they seem to. */
export const SOMETIMES: readonly string[] = [
  'order.parcel_shipped',
  'order.parcels_planned again',
  'order.stock_came',
  'supplier: brings what is waited for',
  'staff: sell beyond stock done',
  'web killed',
  'worker killed',
  'charge: slow',
  'charge: answer-lost',
  'charge: late',
  'charge: never-arrived',
  'charge: bank error_500',
  'charge: bank rate_limit',
  'charge: bank down',
  'refund: answer-lost',
  'refund: bank error_500',
  'cancel: answer-lost',
  'find: bank down',
  'webhook: lost',
  'webhook: doubled',
  'webhook: late and out of order',
  'shopper: the same order twice at once',
  'shopper: asked again with the same id',
  'shopper: a code taken',
  'shopper: code_unknown',
  'shopper: code_gone',
  'shopper: reused id refused',
  'regular: keep, told confirmed',
  'regular: use, told confirmed',
  'regular: steal refused',
  'regular: a card removed',
  'make-customer: answer-lost',
  'whose-card: never-arrived',
  'remove-card: answer-lost',
  'hoarder: refused',
  'hoarder: told requires_action',
  'shopper: told confirmed',
  'shopper: told declined',
  'shopper: told out_of_stock',
  'shopper: told requires_action',
  'shopper: told payments_unavailable',
  'shopper: told ended',
  'shopper: move done',
  'shopper: cancel done',
  '3-D Secure: approve',
  '3-D Secure: refuse',
  '3-D Secure: abandon',
  '3-D Secure: go away',
  'call-back: lost',
  'warehouse: a parcel moves',
  'our floor: wave',
  'our floor: picked',
  'our floor: wrong_item',
  'our floor: short_noted',
  'our floor: called off',
  'our floor: stopped',
  'our floor: put_back',
  'our floor: written off',
  'our floor: bin counted',
  'our floor: put_away',
  'our floor: moved',
  'our floor: unknown',
  'our floor: held_by_other',
  'our floor: sent again',
  'our floor: look again',
  'our floor: pack',
  'our floor: hand over',
  'carrier: a parcel moves',
  'carrier: asked about parcels',
  'carrier: timeout_after',
  'label: bought',
  'label: voided',
  'stockroom: came over',
  'stockroom: came short',
  'stockroom: came damaged',
  'stockroom: units lost',
  'stockroom: units found',
  'stockroom: delivery twice at once',
  'stockroom: count twice at once',
  'stockroom: sent again',
  'stockroom: reused id refused',
  'stockroom: a line waits, recount',
  'stockroom: a line waits, promised',
  'stockroom: a line waits, asked for',
  'stockroom: own count not approved',
  'stockroom: count again',
  'stockroom: approve',
  'stockroom: drop',
  'stockroom: sort to shelf',
  'stockroom: sort to supplier',
  'cases: lost, refund',
  'cases: lost, nothing',
  'cases: damaged, refund',
  'cases: undeliverable, refund',
  'cases: settle with refund twice at once',
  'cases: two decide at once, the colleague refused or lost',
  'cases: sent again',
  'warehouse: asked about parcels',
  'warehouse: timeout_after',
  'warehouse: error_500',
  'staff: cancel done',
  'staff: refund done',
  'staff: refund a part done',
  'staff: return done',
  'staff: ship done',
  'staff: deliver done',
  'bank: refund all',
  'bank: refund a part',
  'bank: a refund arrives',
  'bank: a refund fails',
  'bank: dispute',
  'bank: inquire',
  'bank: win',
  'bank: lose',
  'sweep: changes followed',
  'log: somebody else settled it first',
  'sweep: orders carried on',
  'sweep: refunds carried on',
  'job: failed',
  'job: run again',
  'job: a batch done',
]
