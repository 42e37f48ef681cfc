'use client'

import type { Ref } from 'react'
import type { Cart } from '#cart/cart.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { formatMoney } from '#ui/format.ts'
import { useAcceptPrices } from './use-cart.ts'

/** What has changed in the shop since the cart was filled. It takes the focus when checkout has to wait for it. */
export function CartNotices({ cart, ref }: { cart: Cart; ref: Ref<HTMLDivElement> }) {
  const accept = useAcceptPrices()
  const short = cart.lines.filter(line => line.quantity > line.available)
  const repriced = cart.lines.filter(line => line.priceChanged)
  if (!short.length && !repriced.length) return null
  return (
    <div ref={ref} tabIndex={-1} className="mb-6 flex flex-col gap-3 rounded-card">
      {short.length > 0 && (
        <Banner tone="warning" title="Some things cannot be had as many as you wanted">
          {short.map(line => (
            <p key={line.sku}>
              {line.name}: {line.available > 0 ? `only ${line.available} left` : 'sold out'}
            </p>
          ))}
        </Banner>
      )}
      {repriced.length > 0 && (
        <Banner
          tone="info"
          title="Prices have changed"
          action={
            <Button variant="secondary" size="sm" pending={accept.isPending} onClick={() => accept.mutate()}>
              All right
            </Button>
          }
        >
          {repriced.map(({ sku, name, seenPrice, unitPrice }) => (
            <p key={sku}>
              {name}: was {formatMoney(seenPrice.amount, seenPrice.currency)}, now{' '}
              {formatMoney(unitPrice.amount, unitPrice.currency)}
            </p>
          ))}
        </Banner>
      )}
    </div>
  )
}
