'use client'

import type { Ref } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import type { Cart } from '#slices/cart/cart.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { leftOutWords, shortWords } from './notice-words.ts'
import { useAcceptLeftOut, useAcceptPrices } from './use-cart.ts'

/** Shows what has changed in the shop since the shopper filled the cart. It takes the focus when the checkout has to wait for it. */
export function CartNotices({ cart, ref }: { cart: Cart; ref: Ref<HTMLDivElement> }) {
  const accept = useAcceptPrices()
  const acceptLeftOut = useAcceptLeftOut()
  const short = cart.lines.filter(line => line.quantity > line.available)
  const repriced = cart.lines.filter(line => line.priceChanged)
  const { leftOut } = cart
  if (!short.length && !repriced.length && !leftOut.length) return null
  return (
    <div ref={ref} tabIndex={-1} className="mb-6 flex flex-col gap-3 rounded-card">
      {leftOut.length > 0 && (
        <Banner
          tone="warning"
          title="Not everything from your earlier cart could be added"
          action={
            <Button
              variant="secondary"
              size="sm"
              pending={acceptLeftOut.isPending}
              onClick={() => acceptLeftOut.mutate()}
            >
              OK
            </Button>
          }
        >
          <p>When you signed in, we added the items from before to this cart. We left out:</p>
          <ul className="list-disc pl-5">
            {leftOut.map(({ name, options, quantity, why }, index) => (
              // Two carts that were added one after the other may have left out the same item.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it stands here
              <li key={index}>
                {quantity} × {itemName(name, options)}: {leftOutWords(why)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {short.length > 0 && (
        <Banner tone="warning" title="We don’t have as many as you wanted">
          {short.map(line => (
            <p key={line.sku}>
              {itemName(line.name, line.options)}: {shortWords(line).toLowerCase()}
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
              OK
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
