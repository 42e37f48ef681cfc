'use client'

import { ShoppingBag } from 'lucide-react'
import { ButtonLink } from '#ui/button-link.tsx'
import { useCart } from './use-cart.ts'

export function CartButton() {
  const { count } = useCart()
  return (
    <ButtonLink variant="quiet" href="/cart" prefetch={false} className="relative min-w-11 px-2.5">
      <ShoppingBag aria-hidden="true" />
      <span className="sr-only md:not-sr-only">Cart</span>
      {count > 0 && (
        <span className="tabular grid h-6 min-w-6 place-items-center rounded-pill bg-brand px-1.5 text-on-brand text-xs">
          {count}
        </span>
      )}
      <span className="sr-only">{count === 0 ? ', empty' : count === 1 ? 'thing' : 'things'}</span>
    </ButtonLink>
  )
}
