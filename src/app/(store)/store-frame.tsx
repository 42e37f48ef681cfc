import { User } from 'lucide-react'
import type { ReactNode } from 'react'
import { env } from '#platform/lib/env.ts'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { headerLinks } from '#run/header-links.tsx'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { CartButton } from '#slices/cart/ui/cart-button.tsx'
import { CartDrawer } from '#slices/cart/ui/cart-drawer.tsx'
import { CartDrawerProvider } from '#slices/cart/ui/cart-drawer-state.tsx'
import { StoreFooter } from '#slices/catalog/ui/store-footer.tsx'
import { StoreHeader } from '#slices/catalog/ui/store-header.tsx'

/** The frame of every page of the shop. */
export async function StoreFrame({ children }: { children: ReactNode }) {
  const { catalog, orders } = await api()
  const [categories, delivery] = await Promise.all([
    catalog.categories(),
    orders.delivery(),
    prefetch(trpc.cart.get.queryOptions()),
  ])
  const account = (
    <ButtonLink variant="quiet" size="icon" href="/account/orders" prefetch={false}>
      <User aria-hidden="true" />
      <span className="sr-only">Your account and orders</span>
    </ButtonLink>
  )
  return (
    <Hydrated>
      <CartDrawerProvider>
        <StoreHeader
          categories={categories}
          delivery={delivery}
          links={headerLinks}
          account={account}
          cart={<CartButton />}
        />
        <main id="main" tabIndex={-1} className="focus-inset min-h-[60vh] outline-none">
          {children}
        </main>
        <StoreFooter categories={categories} delivery={delivery} seller={env().seller} />
        <CartDrawer delivery={delivery} />
      </CartDrawerProvider>
    </Hydrated>
  )
}
