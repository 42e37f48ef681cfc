'use client'

import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Price } from '#platform/ui/price.tsx'
import type { CartLine } from '#slices/cart/cart.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { optionValues, optionWords } from '#slices/catalog/option-words.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import { useCartDrawer } from './cart-drawer-state.tsx'
import { FreeDelivery } from './free-delivery.tsx'
import { useCart } from './use-cart.ts'

/** What was added, with what else is in the cart. It comes with the drawer, when somebody touches the page. */
export default function AddedToCart({
  line,
  delivery,
}: {
  /** Undefined while the drawer closes. */
  line: CartLine | undefined
  delivery: DeliveryPromise | null
}) {
  const { note, close } = useCartDrawer()
  const { lines, subtotal } = useCart()
  return (
    <>
      {line && <AddedLine line={line} />}
      {note && (
        <Banner tone="warning" live="polite" className="mt-4">
          {note}
        </Banner>
      )}
      <p className="mt-4">
        <ButtonLink variant="link" href="/cart" prefetch={false} onClick={close} className="min-h-11">
          View or change your cart
        </ButtonLink>
      </p>
      <FreeDelivery subtotal={subtotal} delivery={delivery} className="mt-4" />
      <OtherLines lines={lines.filter(one => one !== line)} />
    </>
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

/** This many lines fit below the added item; the cart itself shows all. */
const OTHERS_SHOWN = 4

function OtherLines({ lines }: { lines: CartLine[] }) {
  if (!lines.length) return null
  const more = lines.length - OTHERS_SHOWN
  return (
    <section aria-labelledby="also-in-cart" className="mt-6 border-hairline border-t pt-4">
      <h3 id="also-in-cart" className="mb-2 font-semibold font-text text-base tracking-normal">
        Also in your cart
      </h3>
      <ul className="flex flex-col gap-3">
        {lines.slice(0, OTHERS_SHOWN).map(line => (
          <li key={line.sku} className="flex items-center gap-3">
            <Picture
              src={line.imageUrl ?? '/pictures/placeholder.svg'}
              alt=""
              width={48}
              height={48}
              className="size-12 rounded-control bg-sunken"
            />
            <span className="min-w-0 flex-1">
              <span className="block truncate">{line.name}</span>
              <span className="block text-muted text-sm">
                {[...optionValues(line.options), `Quantity ${line.quantity}`].join(' · ')}
              </span>
            </span>
            <Price amountMinor={line.total.amount} currency={line.total.currency} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="mt-2 text-muted text-sm">
          And {more} more {more === 1 ? 'item' : 'items'}
        </p>
      )}
    </section>
  )
}
