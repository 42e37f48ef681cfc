import type { OrderJob } from '#platform/jobs/queries.ts'
import type { ReservationState } from '#slices/inventory/schema.ts'
import type { PlannedLine, Refundable } from '#slices/orders/refunds/plan-refund.ts'
import { blockingStates } from '#slices/payments/dispute-states.ts'
import type { DisputeState, PaymentStatus, RefundStatus } from '#slices/payments/schema.ts'
import type { PromiseHistory } from '#slices/promises/promise.ts'
import type { Order } from '../order.ts'
import type { RecordedEvent } from './timeline.ts'

export type StaffOrderLine = {
  id: string
  sku: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  quantity: number
  /** Of these, the units that were taken out before they left. */
  cancelled: number
  unitPriceMinor: number
  totalMinor: number
  /** Its shares of what promotions gave, and of the order's tax. */
  discountMinor: number
  taxMinor: number | null
  /** The places of its units, and whether they are promised, gone or free again. */
  stock: { warehouse: string; state: ReservationState; quantity: number }[]
  /** Its units that wait for stock, and the day on which that is expected. Left out when none do. */
  waiting?: { units: number; expectedOn: string } | undefined
}

export type StaffPayment = {
  id: string
  status: PaymentStatus
  providerId: string | null
  method: string
  card: { brand: string; last4: string } | null
  attempt: number
  failureCode: string | null
  amountMinor: number
  capturedMinor: number
  /** What gift cards and store credit pay beside it. */
  creditMinor: number
  refundedMinor: number
  createdAt: Date
  updatedAt: Date
}

export type StaffRefund = {
  id: string
  status: RefundStatus
  amountMinor: number
  /** The part of the sum that goes back to gift cards and store credit. */
  creditMinor: number
  /** The part that the card paid and that was given as credit instead. */
  grantedMinor: number
  /** The parts of the sum that are for the delivery and for units. */
  shippingMinor: number
  lines: PlannedLine[]
  reason: string
  providerId: string | null
  requestedBy: string
  attempt: number
  createdAt: Date
  updatedAt: Date
}

export type StaffDispute = {
  id: string
  providerId: string
  state: DisputeState
  amountMinor: number
  currency: string
  reason: string
  /** The bank takes evidence until then. Null when it wants none. */
  dueAt: Date | null
  openedAt: Date
}

export type StaffEffect = { kind: string; ref: string; doneAt: Date }

export type StaffOrder = {
  order: Omit<Order, 'inputHash'>
  /** The name of the state or province; the address holds the code. */
  regionName: string | null
  lines: StaffOrderLine[]
  payments: StaffPayment[]
  refunds: StaffRefund[]
  disputes: StaffDispute[]
  events: RecordedEvent[]
  jobs: OrderJob[]
  effects: StaffEffect[]
  promises: PromiseHistory[]
  /** What the card and what gift cards and store credit paid. */
  paidMinor: number
  /** The orders placed just before and just after. */
  older: string | null
  newer: string | null
  readAt: Date
}

/** The part of the order that can still be refunded, from the desk's own copy of it. */
export function refundableOf(details: StaffOrder): Refundable {
  const { order, lines, refunds, paidMinor } = details
  const valid = refunds.filter(refund => refund.status !== 'failed' && refund.status !== 'reversed')
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
  return {
    order,
    lines: lines.map(line => ({
      ...line,
      refundedUnits: givenBackOf(line.id, valid).units,
      restockedUnits: givenBackOf(
        line.id,
        refunds.filter(refund => refund.status !== 'failed'),
      ).restocked,
    })),
    shippingRefundedMinor: sum(valid.map(refund => refund.shippingMinor)),
    leftMinor: blockedBy(details) ? 0 : paidMinor - sum(valid.map(refund => refund.amountMinor)),
  }
}

/** The dispute that makes the bank refuse every refund of the payment. */
export function blockedBy({ disputes }: Pick<StaffOrder, 'disputes'>): StaffDispute | null {
  return disputes.findLast(({ state }) => blockingStates.includes(state)) ?? null
}

/** The payment once `refundMinor` more goes back; what is disputed or lost is not the shop's to keep or to give. */
export function paymentAfter(seen: StaffOrder, refundMinor: number) {
  const given = seen.refunds.filter(refund => refund.status !== 'failed' && refund.status !== 'reversed')
  const refundedMinor = given.reduce((sum, refund) => sum + refund.amountMinor, 0)
  const blocking = blockedBy(seen)
  const heldMinor = Math.min(blocking?.amountMinor ?? 0, seen.paidMinor - refundedMinor)
  return {
    refundedMinor,
    held: blocking && { isLost: blocking.state === 'lost', amountMinor: heldMinor },
    leftMinor: seen.paidMinor - refundedMinor - heldMinor - refundMinor,
  }
}

export type GivenBack = { units: number; amountMinor: number; restocked: number }

/** The sum and units of one line that these refunds gave back. */
export function givenBackOf(lineId: string, refunds: readonly StaffRefund[]): GivenBack {
  const parts = refunds.flatMap(refund => refund.lines.filter(line => line.lineId === lineId))
  return parts.reduce(
    (sum, { quantity, amountMinor, restock }) => ({
      units: sum.units + quantity,
      amountMinor: sum.amountMinor + amountMinor,
      restocked: sum.restocked + (restock ? quantity : 0),
    }),
    { units: 0, amountMinor: 0, restocked: 0 },
  )
}
