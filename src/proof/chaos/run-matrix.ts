import { stockUp } from '#proof/testing/stock-up.ts'
import { brokenInvariants, comeToRest, type Entry, readBooks } from './books.ts'
import type { Purchase } from './buyer.ts'
import type { Hardship } from './hardships.ts'
import type { Case } from './matrix-cases.ts'
import { ShopProcesses, type WebKind } from './processes.ts'
import { type Met, runCase } from './run-case.ts'

export type Judged = Case & { entry: Entry; reached: boolean }
export type Endured = { name: string; says: string; problems: string[] }
export type MatrixResult = {
  judged: Judged[]
  endured: Endured[]
  broken: string[]
  restSeconds: number | null
  /** Where the processes' logs are kept; null when everything held. */
  logs: string | null
}

/** Holds end, jobs of killed workers are found again, and the sweeper comes by, several times each. */
const REST_LIMIT_SECONDS = 240
const UNITS = 100_000

/**
 * Runs the cases one after the other against one shop of real processes, each order left to settle by itself while the next ones
 * are struck; then waits for rest and holds our books, the outside world's and the buyers' own record against each other.
 */
export async function runMatrix(
  cases: readonly Case[],
  options: { web: WebKind; hardships?: readonly Hardship[]; heard?: (what: string) => void },
): Promise<MatrixResult> {
  // The second web holds stock for a second only, so that expiry can be met.
  const shop = await ShopProcesses.open({
    web: options.web,
    webs: 2,
    workers: 1,
    webSettings: [{}, { HOLD_SECONDS: '1' }],
    // No parcel leaves by itself: a cancelled order could have left before the worker was found dead.
    warehouseStepSeconds: 3_600,
  })
  try {
    // Every order is two parcels: neither warehouse has both.
    const mug = await stockUp(shop.db, { sku: 'MUG', units: { north: UNITS } })
    const spoon = await stockUp(shop.db, { sku: 'SPOON', units: { south: UNITS } })
    const lines = [mug, spoon].map(({ sku }) => ({ sku, quantity: 1 }))
    const met: (Met & { one: Case })[] = []
    for (const [index, one] of cases.entries()) {
      options.heard?.(`${index + 1}/${cases.length}  ${one.point} × ${one.fault}`)
      met.push({ one, ...(await runCase(shop, one, lines)) })
    }
    const lived: (Endured & { purchases: Purchase[] })[] = []
    for (const { name, run } of options.hardships ?? []) {
      options.heard?.(name)
      lived.push({ name, ...(await run(shop, lines)) })
    }
    const restSeconds = await comeToRest(shop, REST_LIMIT_SECONDS)
    const broken = await brokenInvariants(shop)
    if (restSeconds === null) broken.push(`after ${REST_LIMIT_SECONDS} s something was still under way`)
    const entries = await readBooks(
      shop,
      met.map(({ purchase }) => purchase),
    )
    const judged = met.map(({ one, reached }, index) => ({ ...one, reached, entry: entries[index] as Entry }))
    const endured: Endured[] = []
    for (const { purchases, ...rest } of lived) {
      const books = await readBooks(shop, purchases)
      endured.push({ ...rest, problems: [...rest.problems, ...books.flatMap(entry => entry.problems)] })
    }
    const held =
      broken.length === 0 &&
      judged.every(one => problemsOf(one).length === 0) &&
      endured.every(one => one.problems.length === 0)
    return { judged, endured, broken, restSeconds, logs: held ? null : shop.keepLogs() }
  } finally {
    await shop.close()
  }
}

/** The reasons why a case does not count as passed. */
export function problemsOf({ reached, entry }: Judged): string[] {
  return reached ? entry.problems : ['the point was never reached', ...entry.problems]
}
