import type { Metadata } from 'next'
import { CartView } from '#cart/ui/cart-view.tsx'
import { deliveryPromise } from '#orders/ui/delivery-promise.ts'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Your cart', robots: { index: false } }

export default async function CartPage() {
  await prefetch(trpc.cart.get.queryOptions())
  return (
    <div className="page-width py-6 md:py-10">
      <Hydrated>
        <CartView delivery={deliveryPromise(new Date())} />
      </Hydrated>
    </div>
  )
}
