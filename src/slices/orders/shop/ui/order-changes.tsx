import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { OrderStatus } from '../order-answers.ts'
import { CancelOrder } from './cancel-order.tsx'

/** What the reader may still change about the order. Nothing is shown where there is nothing. */
export function OrderChanges({ order, token }: { order: OrderStatus; token: string | undefined }) {
  if (!order.mayCancel) return null
  return (
    <Card aria-labelledby="changes">
      <CardHeading id="changes">Changed your mind?</CardHeading>
      <p className="max-w-prose text-muted">
        You can cancel the order until it is packed. After that you can send it back.
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        <CancelOrder order={order} token={token} />
      </div>
    </Card>
  )
}
