'use client'

import { useState } from 'react'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { AccountOffer } from '#slices/customers/ui/account-offer.tsx'
import type { OrderStatus } from '../order-answers.ts'

/** Right after placing: the next steps, and an account for a guest. */
export function OrderOffer({ order }: { order: OrderStatus }) {
  // The first value stays: a guest who takes the offer is no guest any more, but must still read that it worked.
  const [asGuest] = useState(order.isGuest)
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Card aria-labelledby="next">
        <CardHeading id="next">What happens next</CardHeading>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {order.state === 'reserved' && <li>Your bank answers, and we email you a confirmation.</li>}
          <li>We pack your order, usually within one working day.</li>
          <li>
            {order.parcels.length
              ? 'When the carrier has a parcel, we email you its tracking number.'
              : 'When the carrier has your parcel, we email you the tracking number.'}
          </li>
          <li>
            This page shows every step. Keep the link, or find the page again with your order number and email
            address.
          </li>
        </ol>
      </Card>
      {asGuest && <AccountOffer name={order.shippingAddress.name} email={order.email} />}
    </div>
  )
}
