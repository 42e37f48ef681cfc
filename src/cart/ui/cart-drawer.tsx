'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { CartLine } from '#cart/cart.ts'
import type { DeliveryPromise } from '#catalog/delivery-promise.ts'
import { optionWords } from '#catalog/option-words.ts'
import { Picture } from '#catalog/ui/picture.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Price } from '#ui/price.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useCartDrawer } from './cart-drawer-state.tsx'
import { FreeDelivery } from './free-delivery.tsx'
import { useCart } from './use-cart.ts'

/** Says exactly what was added, and where to go from here. */
export function CartDrawer({ delivery }: { delivery: DeliveryPromise | null }) {
  const { added, note, close, returnFocus } = useCartDrawer()
  const { lines, subtotal, count } = useCart()
  const path = usePathname()
  const before = useRef(path)
  // A link was followed: the page that comes is not to be covered.
  useEffect(() => {
    if (before.current !== path) close()
    before.current = path
  }, [path, close])
  const line = lines.find(one => one.sku === added)
  const others = lines.length - 1

  return (
    <Sheet
      open={added !== null && line !== undefined}
      onClose={close}
      returnFocus={returnFocus}
      title="Added to your cart"
      footer={
        <div className="flex flex-col gap-3">
          <div className="flex items-baseline justify-between font-semibold text-lg">
            <span>
              Subtotal{' '}
              <span className="font-normal text-base text-muted">
                ({count} {count === 1 ? 'thing' : 'things'})
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
      {line && <AddedLine line={line} />}
      {note && (
        <Banner tone="warning" live="polite" className="mt-4">
          {note}
        </Banner>
      )}
      <p className="mt-4">
        <ButtonLink variant="link" href="/cart" prefetch={false} onClick={close} className="min-h-11">
          {others > 0 ? `View the cart with ${others} more` : 'View the cart'}
        </ButtonLink>
      </p>
      <FreeDelivery subtotal={subtotal} delivery={delivery} className="mt-4" />
    </Sheet>
  )
}

function AddedLine({ line }: { line: CartLine }) {
  return (
    <div className="flex gap-4">
      {line.imageUrl && (
        <Picture
          src={line.imageUrl}
          alt=""
          width={112}
          height={112}
          className="size-28 rounded-card bg-sunken"
        />
      )}
      <div>
        <p className="font-semibold">{line.name}</p>
        <p className="text-muted">{optionWords(line.options)}</p>
        <p className="text-muted">Quantity in cart: {line.quantity}</p>
        <Price amountMinor={line.total.amount} currency={line.total.currency} className="mt-1 font-medium" />
      </div>
    </div>
  )
}
