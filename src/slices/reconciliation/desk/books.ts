import type { Db } from '#platform/db/client.ts'
import type { Order } from '#slices/orders/order.ts'
import { readOrders } from '#slices/orders/queries.ts'
import { matching } from '#slices/orders/refunds/matching-refund.ts'
import { type Dispute, readDisputes } from '#slices/payments/dispute.ts'
import {
  disputesAtProvider,
  paidBy,
  paymentsAtProvider,
  refundsAtProvider,
} from '#slices/payments/our-books.ts'
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '#slices/payments/provider.ts'
import { type Payment, paymentsOf } from '#slices/payments/queries.ts'
import type { Refund } from '#slices/payments/refund.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import type { DisputePair, PaymentPair, RefundPair } from '../compare.ts'

/** Finds our own rows for a page of the provider's payments. */
export async function pairPayments(db: Db, page: readonly ProviderPayment[]): Promise<PaymentPair[]> {
  const known = await paymentsAtProvider(
    db,
    page.map(payment => payment.providerId),
  )
  const orderIds = [...known.map(payment => payment.orderId), ...page.flatMap(({ orderId }) => orderId ?? [])]
  const [found, paid] = await Promise.all([readOrders(db, orderIds), paidBy(db, orderIds)])
  return page.map(theirs => {
    const ours = known.find(payment => payment.providerId === theirs.providerId) ?? null
    const orderId = ours?.orderId ?? theirs.orderId ?? ''
    return { theirs, ours, order: found.get(orderId) ?? null, paidBy: paid.get(orderId) ?? null }
  })
}

/** The same for refunds. Refunds of unknown payments are left out. */
export async function pairRefunds(db: Db, page: readonly ProviderRefund[]): Promise<RefundPair[]> {
  const [taken, known] = await Promise.all([
    paymentsAtProvider(
      db,
      page.flatMap(refund => refund.paymentId ?? []),
    ),
    refundsAtProvider(db, page),
  ])
  const found = await readOrders(
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
  const [taken, known] = await Promise.all([
    paymentsAtProvider(
      db,
      page.flatMap(dispute => dispute.paymentId ?? []),
    ),
    disputesAtProvider(
      db,
      page.map(dispute => dispute.providerId),
    ),
  ])
  const found = await readOrders(
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

export type OurBook = { order: Order; payments: Payment[]; refunds: Refund[]; disputes: Dispute[] }

/** Everything in our books about one order. */
export async function ourBookOf(db: Db, orderId: string): Promise<OurBook | null> {
  const order = (await readOrders(db, [orderId])).get(orderId)
  if (!order) return null
  const [payments, refunds, disputes] = await Promise.all([
    paymentsOf(db, orderId),
    refundsOf(db, orderId),
    readDisputes(db, orderId),
  ])
  return { order, payments, refunds, disputes }
}
