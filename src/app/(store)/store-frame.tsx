import { User } from 'lucide-react'
import type { ReactNode } from 'react'
import { CartButton } from '#cart/ui/cart-button.tsx'
import { CartDrawer } from '#cart/ui/cart-drawer.tsx'
import { CartDrawerProvider } from '#cart/ui/cart-drawer-state.tsx'
import { StoreFooter } from '#catalog/ui/store-footer.tsx'
import { StoreHeader } from '#catalog/ui/store-header.tsx'
import { env } from '#lib/env.ts'
import { deliveryPromise } from '#orders/ui/delivery-promise.ts'
import { api, Hydrated, prefetch, trpc } from '#trpc/server.tsx'
import { ButtonLink } from '#ui/button-link.tsx'

/** What every page of the shop stands in. */
export async function StoreFrame({ children }: { children: ReactNode }) {
  const [categories] = await Promise.all([
    (await api()).catalog.categories(),
    prefetch(trpc.cart.get.queryOptions()),
  ])
  const delivery = deliveryPromise(new Date())
  const account = (
    <ButtonLink variant="quiet" size="icon" href="/account/orders" prefetch={false}>
      <User aria-hidden="true" />
      <span className="sr-only">Your account and orders</span>
    </ButtonLink>
  )
  return (
    <Hydrated>
      <CartDrawerProvider>
        <StoreHeader categories={categories} delivery={delivery} account={account} cart={<CartButton />} />
        <main id="main" tabIndex={-1} className="focus-inset min-h-[60vh] outline-none">
          {children}
        </main>
        <StoreFooter categories={categories} delivery={delivery} seller={env().seller} />
        <CartDrawer delivery={delivery} />
      </CartDrawerProvider>
    </Hydrated>
  )
}
