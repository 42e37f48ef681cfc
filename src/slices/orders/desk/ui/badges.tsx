import { Badge } from '#platform/ui/badge.tsx'
import type { Order } from '#slices/orders/order.ts'
import { deliveryStatus, paymentStatus } from '../words.ts'

type Standing = Pick<Order, 'state' | 'money' | 'delivery' | 'needsReview' | 'recall'>

export function PaymentBadge({ order }: { order: Standing }) {
  const { words, tone } = paymentStatus(order)
  return (
    <span className="inline-flex gap-1.5">
      <Badge tone={tone}>{words}</Badge>
      {order.needsReview && <Badge tone="danger">Needs review</Badge>}
    </span>
  )
}

/** Shows nothing when there is no parcel to send. */
export function DeliveryBadge({ order }: { order: Standing }) {
  const status = deliveryStatus(order)
  if (!status) return null
  return <Badge tone={status.tone}>{status.words}</Badge>
}
