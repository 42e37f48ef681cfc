'use client'

import { useState } from 'react'
import { AccountOffer } from '#customers/ui/account-offer.tsx'
import { Card, CardHeading } from '#ui/card.tsx'
import type { OrderStatus } from '../order-answers.ts'

/** Right after placing: what happens next, and an account for who has none. */
export function OrderOffer({ order }: { order: OrderStatus }) {
  // As it was at first: who takes the offer is a guest no more, and still has to read that it worked.
  const [asGuest] = useState(order.isGuest)
  if (order.state === 'declined' || order.state === 'expired' || order.state === 'cancelled') return null
  // The one thing to do is to answer the bank; nothing else is offered beside it.
  if (order.nextAction) return null
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Card aria-labelledby="next">
        <CardHeading id="next">What happens next</CardHeading>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {order.state === 'reserved' && <li>Your bank answers, and you get the receipt by email.</li>}
          <li>We pack your things, usually within a working day.</li>
          <li>When the carrier has the parcel, you get an email with its number.</li>
          <li>
            This page shows every step. Keep its link, or find it again with your order number and email.
          </li>
        </ol>
      </Card>
      {asGuest && <AccountOffer name={order.shippingAddress.name} email={order.email} />}
    </div>
  )
}
