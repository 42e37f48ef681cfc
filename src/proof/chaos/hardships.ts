import { buy, newPurchase, type Purchase, send } from './buyer.ts'
import type { ShopProcesses } from './processes.ts'

type Lines = readonly { sku: string; quantity: number }[]

/** The troubles of a shop that strike at no certain point. `says`: the result, for the report. */
export type Hardship = {
  name: string
  run: (
    shop: ShopProcesses,
    lines: Lines,
  ) => Promise<{ purchases: Purchase[]; says: string; problems: string[] }>
}

/** Each consequence's other side fails for the next calls, one way or another. */
const failing = (service: 'resend' | 'warehouse', kind: string, words: string): Hardship => ({
  name: `${service === 'resend' ? 'mail' : 'the warehouse'} ${words}`,
  async run(shop, lines) {
    await shop.armBank({ service, kind, count: 3, ...(kind.startsWith('timeout') ? { ms: 1_500 } : {}) })
    const purchase = newPurchase()
    const word = await buy(() => shop.url, purchase, lines)
    return {
      purchases: [purchase],
      says: `the order was answered ${word}`,
      problems: word === 'confirmed' ? [] : [word],
    }
  },
})

const BACKLOG = 40
const OUTAGE_MS = 15_000
const OUTAGE_TRIES = 40

export const hardships: readonly Hardship[] = [
  ...(['resend', 'warehouse'] as const).flatMap(service => [
    failing(service, 'rate_limit', 'answers 429'),
    failing(service, 'error_500', 'answers 500'),
    failing(service, 'timeout_before', 'is silent and does nothing'),
    failing(service, 'timeout_after', 'acts and is silent'),
    failing(service, 'down', 'is down'),
  ]),
  {
    name: 'no worker, then a backlog',
    async run(shop, lines) {
      await shop.kill('worker-1')
      const purchases = Array.from({ length: BACKLOG }, () => newPurchase())
      await Promise.all(purchases.map(purchase => buy(() => shop.url, purchase, lines)))
      await shop.start('worker-1')
      const confirmed = purchases.filter(({ told }) => told.includes('confirmed')).length
      return {
        purchases,
        says: `${confirmed} of ${BACKLOG} confirmed with nobody working`,
        problems: confirmed === BACKLOG ? [] : ['orders waited for the worker'],
      }
    },
  },
  {
    name: 'a job that nobody can read',
    async run(shop, lines) {
      const queue = 'notifications.send-confirmation'
      await shop.db.$client`
        insert into pgboss.job (id, name, data, dead_letter, policy, retry_limit, expire_seconds, retry_delay, retry_backoff)
        select gen_random_uuid(), name, '{"orderId": "nobody"}', dead_letter, policy, retry_limit, expire_seconds, retry_delay, retry_backoff
        from pgboss.queue where name = ${queue}`
      const purchase = newPurchase()
      await buy(() => shop.url, purchase, lines)
      let dead = 0
      for (let looked = 0; looked < 100 && dead === 0; looked++) {
        await new Promise(done => setTimeout(done, 200))
        const [found] = await shop.db.$client<{ count: number }[]>`
          select count(*)::int as count from pgboss.job where name = ${`${queue}.dead`}`
        dead = found?.count ?? 0
      }
      // A person would look at it and take it away.
      await shop.db.$client`delete from pgboss.job where data ->> 'orderId' = 'nobody'`
      return {
        purchases: [purchase],
        says: `${dead} dead letter`,
        problems: dead === 1 ? [] : [`${dead} dead letters`],
      }
    },
  },
  {
    name: 'the bank is down',
    async run(shop, lines) {
      await shop.armBank({ service: 'stripe', kind: 'down', ms: OUTAGE_MS })
      const purchases = Array.from({ length: OUTAGE_TRIES }, () => newPurchase())
      const took: number[] = []
      for (const purchase of purchases) {
        const startedMs = performance.now()
        await send(shop.webUrls[0] ?? '', purchase, lines)
        took.push(performance.now() - startedMs)
      }
      await shop.calmBank()
      const [held] = await shop.db.$client<{ count: number }[]>`
        select count(*)::int as count from reservations r join orders o on o.id = r.order_id
        where r.state = 'held' and o.id = any(${purchases.map(({ orderId }) => orderId)})`
      const refused = purchases.filter(({ told }) => told.includes('payments_unavailable')).length
      // The first few find out that it is down; after them the breaker answers.
      const resting = took.slice(10).sort((one, other) => one - other)
      return {
        purchases,
        says: `${refused} of ${OUTAGE_TRIES} refused with 503, ${held?.count} still hold stock; with the breaker open the median answer took ${resting[Math.floor(resting.length / 2)]?.toFixed(0)} ms, the slowest ${resting.at(-1)?.toFixed(0)} ms`,
        problems: [
          ...(refused === OUTAGE_TRIES ? [] : [`${OUTAGE_TRIES - refused} were not refused`]),
          ...(held?.count === 0 ? [] : ['stock is held for nobody']),
        ],
      }
    },
  },
]
