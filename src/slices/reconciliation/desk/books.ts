import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { validate } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import type { Order } from '#slices/orders/order.ts'
import { orderColumns } from '#slices/orders/queries.ts'
import { matching } from '#slices/orders/refunds/matching-refund.ts'
import { orders } from '#slices/orders/schema.ts'
import { type Dispute, readDisputes } from '#slices/payments/dispute.ts'
import { openStates } from '#slices/payments/dispute-states.ts'
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '#slices/payments/provider.ts'
import type { Payment } from '#slices/payments/queries.ts'
import type { Refund } from '#slices/payments/refund.ts'
import { disputes, payments, refunds } from '#slices/payments/schema.ts'
import { SEEDED_PAYMENT } from '#slices/payments/seeded-payments.ts'
import type { DisputePair, PaymentPair, RefundPair } from '../compare.ts'

const BATCH = 500

/** Finds our own rows for a page of the provider's payments. */
export async function pairPayments(db: Db, page: readonly ProviderPayment[]): Promise<PaymentPair[]> {
  const known = await paymentsWhere(db, { providerIds: page.map(payment => payment.providerId) })
  const orderIds = [...known.map(payment => payment.orderId), ...page.flatMap(({ orderId }) => orderId ?? [])]
  const [found, paid] = await Promise.all([ordersWhere(db, orderIds), paidBy(db, orderIds)])
  return page.map(theirs => {
    const ours = known.find(payment => payment.providerId === theirs.providerId) ?? null
    const orderId = ours?.orderId ?? theirs.orderId ?? ''
    return { theirs, ours, order: found.get(orderId) ?? null, paidBy: paid.get(orderId) ?? null }
  })
}

/** The same for refunds. Refunds of unknown payments are left out. */
export async function pairRefunds(db: Db, page: readonly ProviderRefund[]): Promise<RefundPair[]> {
  const [taken, known] = await Promise.all([
    paymentsWhere(db, { providerIds: page.flatMap(refund => refund.paymentId ?? []) }),
    refundsWhere(db, page),
  ])
  const found = await ordersWhere(
    db,
    taken.map(payment => payment.orderId),
  )
  return page.flatMap(theirs => {
    const payment = taken.find(candidate => candidate.providerId === theirs.paymentId)
    const order = payment && found.get(payment.orderId)
    return order ? [{ theirs, ours: matching(known, theirs), order }] : []
  })
}

/** The same for disputes. */
export async function pairDisputes(db: Db, page: readonly ProviderDispute[]): Promise<DisputePair[]> {
  if (page.length === 0) return []
  const [taken, known] = await Promise.all([
    paymentsWhere(db, { providerIds: page.flatMap(dispute => dispute.paymentId ?? []) }),
    db
      .select()
      .from(disputes)
      .where(
        inArray(
          disputes.providerId,
          page.map(dispute => dispute.providerId),
        ),
      ),
  ])
  const found = await ordersWhere(
    db,
    taken.map(payment => payment.orderId),
  )
  return page.flatMap(theirs => {
    const payment = taken.find(candidate => candidate.providerId === theirs.paymentId)
    const order = payment && found.get(payment.orderId)
    const ours = known.find(row => row.providerId === theirs.providerId) ?? null
    return order ? [{ theirs, ours, order }] : []
  })
}

/** Disputes that may still change at the provider, however old they are. */
export async function openDisputes(db: Db): Promise<Dispute[]> {
  return db
    .select()
    .from(disputes)
    .where(inArray(disputes.state, [...openStates]))
    .orderBy(asc(disputes.openedAt))
    .limit(BATCH)
}

export type OurBook = { order: Order; payments: Payment[]; refunds: Refund[]; disputes: Dispute[] }

/** Everything in our books about one order. */
export async function ourBookOf(db: Db, orderId: string): Promise<OurBook | null> {
  const order = (await ordersWhere(db, [orderId])).get(orderId)
  if (!order) return null
  const [ofOrder, refundRows, disputes] = await Promise.all([
    db.select().from(payments).where(eq(payments.orderId, orderId)),
    db.select().from(refunds).where(eq(refunds.orderId, orderId)),
    readDisputes(db, orderId),
  ])
  return { order, payments: ofOrder, refunds: refundRows, disputes }
}

/** One of our rows, sorted by the time it was written. */
export type OurRow = { at: Date; id: string; orderId: string; providerId: string | null }

/** Payments made here in the window that count as paid, in batches, to check whether the provider has them too. */
export async function paidHere(db: Db, window: { from: Date; until: Date }, after: OurRow | null) {
  const rows = await db
    .select({
      id: payments.id,
      at: payments.createdAt,
      orderId: payments.orderId,
      providerId: payments.providerId,
    })
    .from(payments)
    .where(
      and(
        eq(payments.status, 'succeeded'),
        sql`not starts_with(coalesce(${payments.providerId}, ''), ${SEEDED_PAYMENT})`,
        gte(payments.createdAt, window.from),
        lt(payments.createdAt, window.until),
        after
          ? or(
              gt(payments.createdAt, after.at),
              and(eq(payments.createdAt, after.at), gt(payments.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .limit(BATCH)
  return { rows, next: rows.length === BATCH ? (rows.at(-1) ?? null) : null }
}

/** The same for refunds. */
export async function refundedHere(db: Db, window: { from: Date; until: Date }, after: OurRow | null) {
  const rows = await db
    .select({
      id: refunds.id,
      at: refunds.createdAt,
      orderId: refunds.orderId,
      providerId: refunds.providerId,
    })
    .from(refunds)
    .where(
      and(
        eq(refunds.status, 'succeeded'),
        isNotNull(refunds.providerId),
        gte(refunds.createdAt, window.from),
        lt(refunds.createdAt, window.until),
        after
          ? or(
              gt(refunds.createdAt, after.at),
              and(eq(refunds.createdAt, after.at), gt(refunds.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .limit(BATCH)
  return { rows, next: rows.length === BATCH ? (rows.at(-1) ?? null) : null }
}

/** Orders whose payment is long overdue and that the sweeper did not end. */
export async function overdueOrders(db: Db, before: Date): Promise<Order[]> {
  return db
    .select(orderColumns)
    .from(orders)
    .where(and(eq(orders.state, 'reserved'), isNull(orders.needsReview), lt(orders.expiresAt, before)))
    .orderBy(asc(orders.placedAt))
    .limit(BATCH)
}

async function paymentsWhere(db: Db, { providerIds }: { providerIds: string[] }): Promise<Payment[]> {
  return providerIds.length ? db.select().from(payments).where(inArray(payments.providerId, providerIds)) : []
}

async function refundsWhere(db: Db, page: readonly ProviderRefund[]): Promise<Refund[]> {
  if (page.length === 0) return []
  const providerIds = page.map(refund => refund.providerId)
  const ids = page.flatMap(({ refundId }) => (refundId && validate(refundId) ? [refundId] : []))
  return db
    .select()
    .from(refunds)
    .where(or(inArray(refunds.providerId, providerIds), inArray(refunds.id, ids)))
}

/** The provider's metadata may hold anything, so only values that are ids are looked up. */
async function ordersWhere(db: Db, ids: readonly string[]): Promise<Map<string, Order>> {
  const asked = [...new Set(ids)].filter(id => validate(id))
  const found = asked.length
    ? await db.select(orderColumns).from(orders).where(inArray(orders.id, asked))
    : []
  return new Map(found.map(order => [order.id, order]))
}

async function paidBy(db: Db, orderIds: readonly string[]): Promise<Map<string, Payment>> {
  const asked = [...new Set(orderIds)].filter(id => validate(id))
  const found = asked.length
    ? await db
        .select()
        .from(payments)
        .where(and(inArray(payments.orderId, asked), eq(payments.status, 'succeeded')))
    : []
  return new Map(found.map(payment => [payment.orderId, payment]))
}
