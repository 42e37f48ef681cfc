import type { Metadata } from 'next'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { CartView } from '#slices/cart/ui/cart-view.tsx'
import { deliveryPromise } from '#slices/orders/shop/ui/delivery-promise.ts'

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
