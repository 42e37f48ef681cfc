'use client'

import { ShoppingBag } from 'lucide-react'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { cn } from '#platform/ui/cn.ts'
import { useCart } from './use-cart.ts'

export function CartButton() {
  const { count } = useCart()
  return (
    <ButtonLink variant="quiet" href="/cart" prefetch={false} className="relative min-w-11 px-2.5">
      <ShoppingBag aria-hidden="true" />
      <span className="sr-only md:not-sr-only">Cart</span>
      {/* The count lies over the bag and takes no room, so that the first added item moves nothing. */}
      <span
        className={cn(
          'tabular absolute -top-0.5 left-6 grid h-5 min-w-5 place-items-center rounded-pill bg-brand px-1 text-on-brand text-xs',
          count === 0 && 'invisible',
        )}
      >
        {count}
      </span>
      <span className="sr-only">{count === 0 ? ', empty' : count === 1 ? 'item' : 'items'}</span>
    </ButtonLink>
  )
}
