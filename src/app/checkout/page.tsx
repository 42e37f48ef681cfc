import type { Metadata } from 'next'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { Checkout } from '#slices/checkout/ui/checkout.tsx'
import { addressToFillIn, firstQuoteInput, firstValues } from '#slices/checkout/ui/checkout-fields.ts'

export const metadata: Metadata = { title: 'Checkout', robots: { index: false } }

export default async function CheckoutPage() {
  const procedures = await api()
  const [cart, last, saved, countries] = await Promise.all([
    procedures.cart.get(),
    procedures.orders.lastAddress(),
    procedures.addressBook.forCheckout(),
    procedures.orders.countries(),
  ])
  const values = firstValues({ address: addressToFillIn(saved, last?.shippingAddress) })
  const quoted = firstQuoteInput(cart.lines, values)
  await prefetch(
    { ...trpc.cart.get.queryOptions(), queryFn: () => cart },
    { ...trpc.orders.lastAddress.queryOptions(), queryFn: () => last },
    { ...trpc.addressBook.forCheckout.queryOptions(), queryFn: () => saved },
    trpc.payments.config.queryOptions(),
    trpc.cards.atCheckout.queryOptions(),
    trpc.orders.form.queryOptions(),
    trpc.orders.addressForm.queryOptions({ country: values.shippingAddress.country }),
    trpc.customers.me.queryOptions(),
    trpc.letters.isOffered.queryOptions(),
    ...(quoted.lines.length > 0 ? [trpc.orders.quote.queryOptions(quoted)] : []),
  )
  return (
    <Hydrated>
      <Checkout countries={countries} />
    </Hydrated>
  )
}
