import { asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { effectsOf } from '#platform/jobs/effects.ts'
import { readOrderJobs } from '#platform/jobs/queries.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { regionName } from '#slices/customers/addresses/address-forms.ts'
import { readReservations } from '#slices/inventory/stock.ts'
import { readWaiting, unitsThatWait } from '#slices/inventory/waiting/queries.ts'
import { readRefundLines } from '#slices/orders/refunds/refund-queries.ts'
import { readDisputes } from '#slices/payments/dispute.ts'
import { paymentsOf } from '#slices/payments/queries.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { readPromiseHistory } from '#slices/promises/queries.ts'
import { announcedBy } from '../record-events.ts'
import { orderEvents, orderLines, orders } from '../schema.ts'
import type { StaffDispute, StaffOrder, StaffOrderLine, StaffPayment, StaffRefund } from './order.ts'
import type { RecordedEvent } from './timeline.ts'

/** Everything that staff see of one order. Refuses with `not_found`. */
export async function readStaffOrder(db: Db, orderId: string, now: Date): Promise<StaffOrder> {
  const { inputHash: _hash, search: _search, ...columns } = getTableColumns(orders)
  const [[order], lines, paid, refundRows, contested, events, done, around, promises] = await Promise.all([
    db.select(columns).from(orders).where(eq(orders.id, orderId)),
    readLines(db, orderId),
    readPayments(db, orderId),
    readRefunds(db, orderId),
    readStaffDisputes(db, orderId),
    readEvents(db, orderId),
    effectsOf(db, orderId),
    readNeighbours(db, orderId),
    readPromiseHistory(db, orderId),
  ])
  if (!order) throw new Refusal('not_found', 'There is no such order.')
  const jobs = await readOrderJobs(
    db,
    orderId,
    events.filter(event => announcedBy(event.type)).map(event => event.seq),
  )
  const paidMinor = paid
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { capturedMinor, creditMinor }) => sum + capturedMinor + creditMinor, 0)
  return {
    order,
    regionName: regionName(order.shippingAddress.country, order.shippingAddress.region) ?? null,
    lines,
    payments: paid,
    refunds: refundRows,
    disputes: contested,
    events,
    jobs,
    effects: done,
    promises,
    paidMinor,
    ...around,
    readAt: now,
  }
}

async function readLines(db: Db, orderId: string): Promise<StaffOrderLine[]> {
  const {
    variantId: _variant,
    orderId: _order,
    position,
    taxRateBasisPoints: _tax,
    taxTreatment: _treatment,
    ...columns
  } = getTableColumns(orderLines)
  const [lines, reservations, waiting] = await Promise.all([
    db.select(columns).from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(position)),
    readReservations(db, orderId),
    readWaiting(db, [orderId]),
  ])
  return lines.map(line => ({
    ...line,
    stock: reservations
      .filter(({ orderLineId }) => orderLineId === line.id)
      .map(({ orderLineId: _line, ...place }) => place),
    waiting: unitsThatWait(waiting, line.id) ?? undefined,
  }))
}

async function readPayments(db: Db, orderId: string): Promise<StaffPayment[]> {
  const rows = await paymentsOf(db, orderId)
  return rows.map(row => ({
    id: row.id,
    status: row.status,
    providerId: row.providerId,
    method: row.method,
    card: row.cardBrand && row.cardLast4 ? { brand: row.cardBrand, last4: row.cardLast4 } : null,
    attempt: row.attempt,
    failureCode: row.failureCode,
    amountMinor: row.amountMinor,
    capturedMinor: row.capturedMinor,
    creditMinor: row.creditMinor,
    refundedMinor: row.refundedMinor,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }))
}

async function readRefunds(db: Db, orderId: string): Promise<StaffRefund[]> {
  const rows = await refundsOf(db, orderId)
  const lines = await readRefundLines(
    db,
    rows.map(row => row.id),
  )
  return rows.map(
    ({ orderId: _order, paymentId: _payment, currency: _currency, inputHash: _hash, ...row }) => ({
      ...row,
      lines: lines
        .filter(line => line.refundId === row.id)
        .map(({ refundId: _refund, orderLineId: lineId, ...line }) => ({ lineId, ...line })),
    }),
  )
}

async function readStaffDisputes(db: Db, orderId: string): Promise<StaffDispute[]> {
  const rows = await readDisputes(db, orderId)
  return rows.map(({ id, providerId, state, amountMinor, currency, reason, dueAt, openedAt }) => ({
    id,
    providerId,
    state,
    amountMinor,
    currency,
    reason,
    dueAt,
    openedAt,
  }))
}

export async function readEvents(db: Db, orderId: string): Promise<RecordedEvent[]> {
  const rows = await db
    .select({
      seq: orderEvents.seq,
      type: orderEvents.type,
      data: orderEvents.data,
      actor: orderEvents.actor,
      at: orderEvents.at,
    })
    .from(orderEvents)
    .where(eq(orderEvents.orderId, orderId))
    .orderBy(asc(orderEvents.seq))
  // Type and data were written together from one OrderEvent, which the column types do not express.
  return rows as RecordedEvent[]
}

/** Finds the next order on each side along the list's index. */
async function readNeighbours(
  db: Db,
  orderId: string,
): Promise<{ older: string | null; newer: string | null }> {
  const moment = sql`((select c.placed_at from orders c where c.id = ${orderId}), ${orderId}::uuid)`
  const [row] = await db.execute<{ older: string | null; newer: string | null }>(sql`
    select
      (select o.id from orders o where (o.placed_at, o.id) < ${moment} order by o.placed_at desc nulls last, o.id desc nulls last limit 1) as older,
      (select o.id from orders o where (o.placed_at, o.id) > ${moment} order by o.placed_at asc nulls first, o.id asc nulls first limit 1) as newer`)
  return { older: row?.older ?? null, newer: row?.newer ?? null }
}
