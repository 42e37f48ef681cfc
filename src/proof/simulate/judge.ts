import type { Db } from '#platform/db/client.ts'
import { checkInvariants, type WarehouseParcel } from '#proof/invariants/check-invariants.ts'
import { invariants } from '#proof/invariants/invariants.ts'
import { ANOTHER_WAY_TO_PAY, CANCELLED_BY_SHOPPER } from '#slices/orders/order.ts'
import { attemptBounds } from '#slices/orders/placing/attempt-bounds.ts'
import { readOrder } from '#slices/orders/queries.ts'
import type { PaymentGateway } from '#slices/payments/provider.ts'
import { setRunClock } from './run-clock.ts'
import type { Told } from './shopper.ts'

/** Those that hold after every single commit; the others are about a shop at rest or about time. */
const ALWAYS = [
  1, 2, 3, 4, 5, 6, 11, 13, 29, 30, 31, 32, 33, 34, 35, 36, 42, 43, 45, 46, 47, 50, 51, 52, 56, 57,
]

/** The shop's setting in a run. */
export const UNPAID_UNITS = 16

/** How much one email may hold unpaid, and how often it may try without paying, within a run that is shorter than the window. */
const beyondBounds = `
  select count(*) from (
    select from orders where state in ('reserved', 'declined', 'expired') or (state = 'cancelled' and end_reason in ('${ANOTHER_WAY_TO_PAY}', '${CANCELLED_BY_SHOPPER}') and confirmed_at is null)
    group by email having count(*) > ${attemptBounds.personAttempts} or sum(units) filter (where state = 'reserved') > ${UNPAID_UNITS}) beyond`
const BOUNDS = 100

const MAX_PAGES = 100

const countedAlways = [...invariants, { number: BOUNDS, count: beyondBounds }]
  .filter(({ number }) => number === BOUNDS || ALWAYS.includes(number))
  // What one of them says about time is judged at the end: between two steps nothing is late.
  .map(
    ({ number, count }) =>
      `select ${number} as number, (${count.replaceAll('now()', "timestamptz '-infinity'")}) as violations`,
  )
  .join(' union all ')

/** With a parameter Postgres keeps the plan; without one it is sent as text, and planning takes six times as long as counting. */
const brokenNow = `select number, violations from (${countedAlways}) counted where violations > $1::bigint`

/** Sets the ledger's clock, and answers sentences about the invariants that do not hold at this moment; after a step that wrote nothing there is nothing to ask. */
export function stepJudge(db: Db): () => Promise<string[]> {
  let judgedAt: string | undefined
  return async () => {
    const written = await setRunClock(db, Date.now())
    if (written === judgedAt) return []
    judgedAt = written
    const broken = await db.$client.unsafe<{ number: number; violations: string }[]>(brokenNow, [0], {
      prepare: true,
    })
    return broken.map(row => saying(row.number, Number(row.violations)))
  }
}

const saying = (number: number, violations: number) =>
  number === BOUNDS
    ? 'an email holds more unpaid, or has tried more often, than it may'
    : `invariant ${number} does not hold (${violations}×): ${invariants.find(invariant => invariant.number === number)?.says}`

/** The end of a run: all invariants, nothing left standing, and everything true that anybody was told. */
export async function judgeEnd(
  db: Db,
  gateway: PaymentGateway,
  told: readonly Told[],
  at: Date,
  parcels: readonly WarehouseParcel[],
): Promise<string[]> {
  const wrong = (await checkInvariants(db, gateway, at, parcels))
    .filter(({ violations }) => violations > 0)
    .map(({ number, violations }) => saying(number, violations))
  const [left] = await db.$client<
    {
      reserved: number
      review: number
      goods: number
      sent: number
      recalls: number
      undelivered: number
      refunds: number
      promises: number
      jobs: number
    }[]
  >`
    select (select count(*)::int from orders where state = 'reserved') as reserved,
      (select count(*)::int from orders o where needs_review is not null
        and not exists (select from disputes d where d.order_id = o.id)
        and not exists (select from cases c where c.order_id = o.id and c.state = 'settled')
        and not exists (select from refunds r where r.order_id = o.id and (r.reason = 'refunded_at_provider' or r.status = 'reversed'))) as review,
      (select count(*)::int from orders o where state = 'confirmed' and money = 'refunded' and delivery in ('unfulfilled', 'picking', 'packed')
        and exists (select from refunds r where r.order_id = o.id and r.reason = 'refunded_at_provider' and r.status = 'succeeded')) as goods,
      (select count(*)::int from orders o
        join lateral (select max(e.at) as at from order_events e where e.order_id = o.id and e.type = 'order.refunded') gone on true
        join order_events s on s.order_id = o.id and s.type in ('order.shipped', 'order.parcel_shipped') and s.at > gone.at + interval '120 seconds'
        where o.money = 'refunded' and o.needs_review is null
          and exists (select from refunds r where r.order_id = o.id and r.reason = 'refunded_at_provider' and r.status = 'succeeded')
          and not exists (select from order_events c where c.order_id = o.id and c.type in ('order.recall_requested', 'order.cancelled'))) as sent,
      (select count(*)::int from orders where recall in ('requested', 'items')) as recalls,
      (select count(*)::int from orders where state = 'confirmed' and needs_review is null) as undelivered,
      (select count(*)::int from refunds where status = 'requested') as refunds,
      (select count(*)::int from parcel_promises p join orders o on o.id = p.order_id and o.state in ('cancelled', 'completed')
        where p.state = 'open') as promises,
      (select count(*)::int from pgboss.job where state < 'completed' or name like '%.dead') as jobs`
  for (const [what, count] of Object.entries(left ?? {}))
    if (count > 0) wrong.push(`at rest, ${count} are left standing: ${what}`)
  if (left?.review) {
    const asked = await db.$client<
      { why: string }[]
    >`select distinct needs_review as why from orders where needs_review is not null`
    wrong.push(...asked.map(({ why }) => `a person was asked: ${why}`))
  }
  for (const shopper of told) wrong.push(...(await judgeTold(db, shopper)))
  return [...wrong, ...(await judgeRefunds(db, gateway))]
}

/** Our books follow a refund of the bank's own, so one of ours that nobody noted first would pass for one of those. */
async function judgeRefunds(db: Db, gateway: PaymentGateway): Promise<string[]> {
  const ours = await db.$client<{ id: string }[]>`select id from refunds`
  const known = new Set(ours.map(({ id }) => id))
  const stray: string[] = []
  for (let after: string | null = null, pages = 0; pages < MAX_PAGES; pages++) {
    const page = await gateway.listRefunds({ from: new Date(0), until: null, after })
    if (!page) return ['the provider did not list its refunds']
    stray.push(...page.items.flatMap(({ refundId }) => (refundId && !known.has(refundId) ? [refundId] : [])))
    after = page.next
    if (after === null) break
  }
  return stray.map(id => `we asked the provider for refund ${id}, and our books never held it`)
}

async function judgeTold(db: Db, { orderId, number, kinds }: Told): Promise<string[]> {
  const order = await readOrder(db, orderId)
  const wrong: string[] = []
  const says = (what: string) =>
    wrong.push(`shopper ${number} (${orderId}) was told ${kinds.join(', ')}, but ${what}`)
  if (kinds.includes('confirmed') && !order?.confirmedAt) says(`the order is ${order?.state ?? 'not there'}`)
  if (kinds.includes('declined') && order?.state !== 'declined')
    says(`the order is ${order?.state ?? 'not there'}`)
  if (kinds.some(kind => kind === 'processing' || kind === 'requires_action') && !order)
    says('there is no order')
  return wrong
}
