import type { ReservationState } from '#inventory/schema.ts'
import type { OrderJob } from '#jobs/queries.ts'
import type { PaymentStatus, RefundStatus } from '#payments/schema.ts'
import type { Order } from './order.ts'
import type { RecordedEvent } from './staff-timeline.ts'

export type StaffOrderLine = {
  id: string
  sku: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  quantity: number
  unitPriceMinor: number
  totalMinor: number
  /** Where its units stand and whether they are promised, gone or free again. */
  stock: { warehouse: string; state: ReservationState; quantity: number }[]
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
  refundedMinor: number
  createdAt: Date
  updatedAt: Date
}

export type StaffRefund = {
  id: string
  status: RefundStatus
  amountMinor: number
  reason: string
  providerId: string | null
  requestedBy: string
  attempt: number
  createdAt: Date
  updatedAt: Date
}

export type StaffEffect = { kind: string; ref: string; doneAt: Date }

export type StaffOrder = {
  order: Omit<Order, 'inputHash'>
  lines: StaffOrderLine[]
  payments: StaffPayment[]
  refunds: StaffRefund[]
  events: RecordedEvent[]
  jobs: OrderJob[]
  effects: StaffEffect[]
  capturedMinor: number
  /** The orders placed just before and just after. */
  older: string | null
  newer: string | null
  readAt: Date
}
