import { and, asc, eq, gt, gte, inArray, isNotNull, lt, or, sql } from 'drizzle-orm'
import { validate } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import { type Page, readPage } from '#platform/lib/pages.ts'
import type { Dispute } from './dispute.ts'
import { openStates } from './dispute-states.ts'
import type { ProviderRefund } from './provider.ts'
import type { Payment } from './queries.ts'
import type { Refund } from './refund.ts'
import { disputes, payments, refunds } from './schema.ts'
import { SEEDED_PAYMENT } from './seeded-payments.ts'

// Our side of the books, as it is held against the provider's.

const BATCH = 500

export async function paymentsAtProvider(db: Db, providerIds: string[]): Promise<Payment[]> {
  return providerIds.length ? db.select().from(payments).where(inArray(payments.providerId, providerIds)) : []
}

/** Our refunds for these of the provider, by its id or by the id that we sent. */
export async function refundsAtProvider(db: Db, theirs: readonly ProviderRefund[]): Promise<Refund[]> {
  if (theirs.length === 0) return []
  const providerIds = theirs.map(refund => refund.providerId)
  const ids = theirs.flatMap(({ refundId }) => (refundId && validate(refundId) ? [refundId] : []))
  return db
    .select()
    .from(refunds)
    .where(or(inArray(refunds.providerId, providerIds), inArray(refunds.id, ids)))
}

export async function disputesAtProvider(db: Db, providerIds: string[]): Promise<Dispute[]> {
  return providerIds.length ? db.select().from(disputes).where(inArray(disputes.providerId, providerIds)) : []
}

/** The payment that paid each of these orders. */
export async function paidBy(db: Db, orderIds: readonly string[]): Promise<Map<string, Payment>> {
  const asked = [...new Set(orderIds)].filter(id => validate(id))
  const found = asked.length
    ? await db
        .select()
        .from(payments)
        .where(and(inArray(payments.orderId, asked), eq(payments.status, 'succeeded')))
    : []
  return new Map(found.map(payment => [payment.orderId, payment]))
}

/**
 * Disputes that may still change at the provider: the open ones, however old they are, and those that were lost since then, which
 * may still be won.
 */
export async function changingDisputes(db: Db, lostSince: Date): Promise<Dispute[]> {
  return db
    .select()
    .from(disputes)
    .where(
      or(
        inArray(disputes.state, [...openStates]),
        and(eq(disputes.state, 'lost'), gte(disputes.updatedAt, lostSince)),
      ),
    )
    .orderBy(sql`${disputes.state} = 'lost'`, asc(disputes.openedAt))
    .limit(BATCH)
}

/** The open ones, those that are due first before the others. */
export async function mostUrgentDisputes(db: Db, limit: number): Promise<Dispute[]> {
  return db
    .select()
    .from(disputes)
    .where(inArray(disputes.state, [...openStates]))
    .orderBy(sql`${disputes.dueAt} asc nulls last`)
    .limit(limit)
}

/** One of our rows, sorted by the time it was written. */
export type OurRow = { at: Date; id: string; orderId: string; providerId: string | null }

/** Payments made here in the window that count as paid, in batches, to check whether the provider has them too. */
export async function paidHere(
  db: Db,
  window: { from: Date; until: Date },
  after: OurRow | null,
): Promise<Page<OurRow, OurRow>> {
  const row = {
    id: payments.id,
    at: payments.createdAt,
    orderId: payments.orderId,
    providerId: payments.providerId,
  }
  const isCounted = and(
    eq(payments.status, 'succeeded'),
    sql`not starts_with(coalesce(${payments.providerId}, ''), ${SEEDED_PAYMENT})`,
    gte(payments.createdAt, window.from),
    lt(payments.createdAt, window.until),
    after ? or(gt(row.at, after.at), and(eq(row.at, after.at), gt(row.id, after.id))) : undefined,
  )
  return readPage<OurRow, OurRow>(
    BATCH,
    most => db.select(row).from(payments).where(isCounted).orderBy(asc(row.at), asc(row.id)).limit(most),
    last => last,
  )
}

/** The same for refunds. */
export async function refundedHere(
  db: Db,
  window: { from: Date; until: Date },
  after: OurRow | null,
): Promise<Page<OurRow, OurRow>> {
  const row = {
    id: refunds.id,
    at: refunds.createdAt,
    orderId: refunds.orderId,
    providerId: refunds.providerId,
  }
  const isCounted = and(
    eq(refunds.status, 'succeeded'),
    isNotNull(refunds.providerId),
    gte(refunds.createdAt, window.from),
    lt(refunds.createdAt, window.until),
    after ? or(gt(row.at, after.at), and(eq(row.at, after.at), gt(row.id, after.id))) : undefined,
  )
  return readPage<OurRow, OurRow>(
    BATCH,
    most => db.select(row).from(refunds).where(isCounted).orderBy(asc(row.at), asc(row.id)).limit(most),
    last => last,
  )
}
