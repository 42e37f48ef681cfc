import { stockUp } from '#proof/testing/stock-up.ts'
import { brokenInvariants, comeToRest, type Entry, readBooks } from './books.ts'
import { answerBank, buy, newPurchase, type Purchase } from './buyer.ts'
import { drawDisaster } from './disasters.ts'
import { ShopProcesses, type WebKind } from './processes.ts'

export type ChaosResult = {
  survived: Map<string, number>
  entries: Entry[]
  broken: string[]
  restSeconds: number | null
  /** Of the scarce thing: how many there were, and how many were promised. */
  scarce: { units: number; sold: number }
  /** Where the processes' logs are kept; null when all was survived. */
  logs: string | null
}

const cards = [
  ...Array<string>(12).fill('pm_card_visa'),
  ...Array<string>(2).fill('pm_card_chargeDeclined'),
  'pm_card_visa_chargeDeclinedInsufficientFunds',
  ...Array<string>(2).fill('pm_card_authenticationRequired'),
]
const BUYERS = 8
const SCARCE_UNITS = 150
const REST_LIMIT_SECONDS = 300
const EVERY_MS = { least: 1_500, most: 5_000 }
/** A buyer who gave up is a buyer lost, not an order: about two minutes of asking. */
const MOST_TRIES = 250
const BANK_TRIES = 60
const BANK_AGAIN_MS = 500
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

/** Buyers buy through a balancer while one disaster follows the other; then everything comes to rest and the books are compared. */
export async function runChaos(options: {
  minutes: number
  web: WebKind
  heard?: (what: string) => void
}): Promise<ChaosResult> {
  const shop = await ShopProcesses.open({
    web: options.web,
    webs: 2,
    workers: 2,
    balanced: true,
    warehouseStepSeconds: 3,
  })
  const until = Date.now() + options.minutes * 60_000
  const purchases: Purchase[] = []
  const survived = new Map<string, number>()
  try {
    const plenty = await stockUp(shop.db, { sku: 'MUG', units: { north: 1_000_000 } })
    const scarce = await stockUp(shop.db, { sku: 'BOWL', units: { north: SCARCE_UNITS } })
    const buyer = async () => {
      while (Date.now() < until) {
        const purchase = newPurchase(cards[Math.floor(Math.random() * cards.length)])
        purchases.push(purchase)
        const { sku } = Math.random() < 0.3 ? scarce : plenty
        await buy(() => shop.url, purchase, [{ sku, quantity: 1 }], MOST_TRIES)
        if (purchase.nextActionUrl)
          await untilHeard(() => answerBank(purchase.nextActionUrl ?? '', 'approve'))
        await pause(Math.random() * 200)
      }
    }
    const disaster = async () => {
      while (Date.now() < until) {
        await pause(EVERY_MS.least + Math.random() * (EVERY_MS.most - EVERY_MS.least))
        const { name, strike } = drawDisaster(Math.random)
        options.heard?.(name)
        // A bank that is dead at the moment cannot be told to be slow.
        const struck = await strike(shop, Math.random).then(
          () => true,
          () => false,
        )
        if (struck) survived.set(name, (survived.get(name) ?? 0) + 1)
      }
    }
    await Promise.all([disaster(), ...Array.from({ length: BUYERS }, buyer)])
    await shop.calmBank()
    const restSeconds = await comeToRest(shop, REST_LIMIT_SECONDS)
    const broken = await brokenInvariants(shop)
    if (restSeconds === null) broken.push(`after ${REST_LIMIT_SECONDS} s something was still under way`)
    const entries = await readBooks(shop, purchases)
    const [sold] = await shop.db.$client<{ units: number }[]>`
      select coalesce(sum(quantity) filter (where state in ('held', 'consumed')), 0)::int as units from reservations where variant_id = ${scarce.variantId}`
    const promised = { units: SCARCE_UNITS, sold: sold?.units ?? 0 }
    const failed =
      broken.length > 0 ||
      promised.sold > promised.units ||
      entries.some(({ problems }) => problems.length > 0)
    return { survived, entries, broken, restSeconds, scarce: promised, logs: failed ? shop.keepLogs() : null }
  } finally {
    await shop.close()
  }
}

/** A bank that is dead at the moment is asked again, as a person would press the button again. */
async function untilHeard(work: () => Promise<void>) {
  for (let attempt = 0; attempt < BANK_TRIES; attempt++) {
    const heard = await work().then(
      () => true,
      () => false,
    )
    if (heard) return
    await pause(BANK_AGAIN_MS)
  }
}
