'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Spinner } from '#platform/ui/spinner.tsx'
import type { Destination } from '#slices/customers/ui/addresses/address-inputs.tsx'
import { useNewsOfOrders } from '#slices/orders/shop/ui/other-tabs.ts'
import { addressToFillIn, firstValues } from './checkout-fields.ts'
import { CheckoutForm } from './checkout-form.tsx'
import { useBotCheck } from './use-bot-check.ts'
import { useCartLines } from './use-cart-lines.ts'
import { useOrderAttempt } from './use-order-attempt.ts'

/**
 * The checkout: the form, or the reason why there is none. `countries` come as a prop, so that the whole list need not be in
 * a script. The page fetches the queries beforehand.
 */
export function Checkout({ countries }: { countries: readonly Destination[] }) {
  const trpc = useTRPC()
  const { data: payments } = useSuspenseQuery(trpc.payments.config.queryOptions())
  const { data: me } = useSuspenseQuery(trpc.customers.me.queryOptions())
  const { data: last } = useSuspenseQuery(trpc.orders.lastAddress.queryOptions())
  const { data: saved } = useSuspenseQuery(trpc.addressBook.forCheckout.queryOptions())
  const cart = useCartLines()
  const bots = useBotCheck()
  const live = useOrderAttempt(bots.check)
  const { again } = cart
  useNewsOfOrders(useCallback(() => void again(), [again]))

  const { phase } = live
  if (phase.at === 'asking') return <Asking />
  if (cart.lines.length === 0 && phase.at === 'editing') return <NothingToBuy />
  const account = me && !me.isAnonymous ? me : null
  return (
    <CheckoutForm
      live={live}
      bots={bots}
      cart={cart}
      payments={payments}
      countries={countries}
      signedInAs={account?.email ?? null}
      saved={saved}
      firstValues={firstValues({
        email: last?.email ?? account?.email,
        address:
          addressToFillIn(saved, last?.shippingAddress) ?? (account ? { name: account.name } : undefined),
      })}
    />
  )
}

/** Shown after a reload in the middle of paying. */
function Asking() {
  return (
    <div className="flex min-h-96 flex-col items-center justify-center gap-3 text-center">
      <Spinner className="size-8 text-brand" />
      <h1 className="text-2xl">Checking on your order</h1>
      <p role="status" className="max-w-prose text-muted">
        This page was reloaded while you were placing your order. We’re finding out what happened; whatever it
        was, you will be charged once at most.
      </p>
    </div>
  )
}

function NothingToBuy() {
  return (
    <div className="py-8">
      <h1 className="sr-only">Checkout</h1>
      <EmptyState
        title="Your cart is empty"
        action={
          <span className="flex flex-wrap justify-center gap-3">
            <ButtonLink href="/">Browse the shop</ButtonLink>
            <ButtonLink href="/orders/find" variant="secondary">
              Find an order
            </ButtonLink>
          </span>
        }
      >
        There is nothing to pay for. If you have just placed an order, the link to its page is in your email.
      </EmptyState>
    </div>
  )
}
