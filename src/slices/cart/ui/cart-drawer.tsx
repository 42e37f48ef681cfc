'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { useFromFirstAction } from '#platform/ui/first-action.ts'
import { Price } from '#platform/ui/price.tsx'
import { Sheet } from '#platform/ui/sheet.tsx'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { useCartDrawer } from './cart-drawer-state.tsx'
import { useCart } from './use-cart.ts'

const fetchContents = () => import('./added-to-cart.tsx')

/** Shows exactly what was added, and the ways to go on. */
export function CartDrawer({ delivery }: { delivery: DeliveryPromise | null }) {
  const { added, close, returnFocus } = useCartDrawer()
  const { lines, subtotal, count } = useCart()
  const Contents = useFromFirstAction(fetchContents)
  const path = usePathname()
  const before = useRef(path)
  // The shopper followed a link, so the drawer must not cover the next page.
  useEffect(() => {
    if (before.current !== path) close()
    before.current = path
  }, [path, close])
  const line = lines.find(one => one.sku === added)

  return (
    <Sheet
      open={Contents !== null && line !== undefined}
      onClose={close}
      returnFocus={returnFocus}
      title="Added to your cart"
      footer={
        <div className="flex flex-col gap-3">
          <div className="flex items-baseline justify-between font-semibold text-lg">
            <span>
              Subtotal{' '}
              <span className="font-normal text-base text-muted">
                ({count} {count === 1 ? 'item' : 'items'})
              </span>
            </span>
            <Price amountMinor={subtotal.amount} currency={subtotal.currency} />
          </div>
          <ButtonLink size="lg" href="/checkout" prefetch={false} onClick={close}>
            Checkout
          </ButtonLink>
          <Button variant="secondary" size="lg" onClick={close}>
            Keep shopping
          </Button>
        </div>
      }
    >
      {Contents && <Contents line={line} delivery={delivery} />}
    </Sheet>
  )
}
