import type { Metadata } from 'next'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { CartView } from '#slices/cart/ui/cart-view.tsx'

export const metadata: Metadata = { title: 'Your cart', robots: { index: false } }

export default async function CartPage() {
  const [delivery] = await Promise.all([
    (await api()).orders.delivery(),
    prefetch(trpc.cart.get.queryOptions()),
  ])
  return (
    <div className="page-width py-6 md:py-10">
      <Hydrated>
        <CartView delivery={delivery} />
      </Hydrated>
    </div>
  )
}
