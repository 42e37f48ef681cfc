'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { OrderStatus } from '../order-answers.ts'
import { CancelOrder } from './cancel-order.tsx'

/** Few people move, so its fields are fetched when somebody asks for them. */
const ChangeAddress = dynamic(
  () => import('./change-address.tsx').then(({ ChangeAddress }) => ChangeAddress),
  {
    ssr: false,
  },
)

const TakeOutItems = dynamic(() => import('./take-out-items.tsx').then(({ TakeOutItems }) => TakeOutItems), {
  ssr: false,
})

/** What the reader may still change about the order. Nothing is shown where there is nothing. */
export function OrderChanges({ order, token }: { order: OrderStatus; token: string | undefined }) {
  const [changing, setChanging] = useState<'address' | 'items'>()
  const units = order.lines.reduce((sum, { quantity, cancelled }) => sum + quantity - cancelled, 0)
  const close = () => setChanging(undefined)
  const lastMove = order.timeline.findLast(
    ({ type }) => type === 'order.address_changed' || type === 'order.address_refused',
  )
  const isRefused = lastMove?.type === 'order.address_refused'
  if (!order.mayChange && !isRefused) return null
  return (
    <Card aria-labelledby="changes">
      <CardHeading id="changes">Change this order</CardHeading>
      {isRefused && (
        <Banner tone="warning" live="polite" title="The address could not be changed">
          Your parcel was packed before the change reached the warehouse. It goes to{' '}
          {order.shippingAddress.line1}, {order.shippingAddress.city}.
        </Banner>
      )}
      {order.mayChange && (
        <>
          <p className="max-w-prose text-muted">
            Until it is packed you can cancel the order{units > 1 && ' or some of its items'}, or have it sent
            elsewhere for the same price.
          </p>
          <div className="mt-4 flex flex-wrap gap-3">
            <Button variant="secondary" onClick={() => setChanging('address')}>
              Change address
            </Button>
            {units > 1 && (
              <Button variant="secondary" onClick={() => setChanging('items')}>
                Take items out
              </Button>
            )}
            <CancelOrder order={order} token={token} />
          </div>
        </>
      )}
      {changing === 'address' && <ChangeAddress order={order} token={token} onClose={close} />}
      {changing === 'items' && <TakeOutItems order={order} token={token} onClose={close} />}
    </Card>
  )
}
