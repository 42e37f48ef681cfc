import type { Metadata } from 'next'
import { Checkout } from '#orders/ui/checkout.tsx'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Checkout', robots: { index: false } }

export default async function CheckoutPage() {
  await prefetch(
    trpc.cart.get.queryOptions(),
    trpc.payments.config.queryOptions(),
    trpc.customers.me.queryOptions(),
    trpc.orders.lastAddress.queryOptions(),
  )
  return (
    <Hydrated>
      <Checkout />
    </Hydrated>
  )
}
