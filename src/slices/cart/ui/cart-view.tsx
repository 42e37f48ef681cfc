'use client'

import { useRef } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { CartLine } from '#slices/cart/cart.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import { CartLineRow } from './cart-line-row.tsx'
import { CartNotices } from './cart-notices.tsx'
import { CartSummary } from './cart-summary.tsx'
import { useAddToCart, useCart, useChangeLine, useRemoveLine } from './use-cart.ts'

/** The whole cart: change, remove, undo, notices about changes, and the total. */
export function CartView({ delivery }: { delivery: DeliveryPromise | null }) {
  const cart = useCart()
  const add = useAddToCart()
  const change = useChangeLine()
  const remove = useRemoveLine()
  const heading = useRef<HTMLHeadingElement>(null)
  const notices = useRef<HTMLDivElement>(null)
  const failed = [add, change, remove].find(mutation => mutation.isError)
  const { lines, count } = cart

  function takeOut(line: CartLine) {
    remove.mutate({ sku: line.sku })
    heading.current?.focus()
    notify('Item removed', { label: 'Undo', onAction: () => add.mutate(line) })
  }

  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="mb-6 w-fit md:mb-8">
        Your cart
      </h1>
      <p role="status" className="sr-only">
        {count} {count === 1 ? 'item' : 'items'} in your cart
      </p>
      {failed?.error && (
        <Banner tone="danger" live="assertive" title="Your cart hasn’t changed" className="mb-6">
          {failed.error.message}
        </Banner>
      )}
      {lines.length === 0 ? (
        <>
          <CartNotices ref={notices} cart={cart} />
          <EmptyState
            title="Your cart is empty"
            art={<Picture src="/pictures/empty.cart.svg" alt="" width={280} height={210} />}
            action={<ButtonLink href="/categories/all">Browse the shop</ButtonLink>}
          >
            Your cart keeps every item you add for thirty days.
          </EmptyState>
        </>
      ) : (
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div>
            <CartNotices ref={notices} cart={cart} />
            <ul aria-label="Items in your cart" className="border-hairline border-t">
              {lines.map(line => (
                <CartLineRow
                  key={line.sku}
                  line={line}
                  onQuantity={quantity => change.mutate({ sku: line.sku, quantity })}
                  onRemove={() => takeOut(line)}
                />
              ))}
            </ul>
          </div>
          <CartSummary cart={cart} delivery={delivery} onTrouble={() => notices.current?.focus()} />
        </div>
      )}
    </>
  )
}
