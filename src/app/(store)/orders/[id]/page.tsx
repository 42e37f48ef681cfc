import type { Metadata } from 'next'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { unlessUnknown } from '#run/web/unless-unknown.ts'
import { TrackingCard } from '#slices/carriers/shop/ui/tracking-card.tsx'
import { DocumentsCard } from '#slices/invoices/shop/ui/documents-card.tsx'
import { OrderNotFound } from '#slices/orders/shop/ui/order-not-found.tsx'
import { OrderPage } from '#slices/orders/shop/ui/order-page.tsx'
import { ReturnCard } from '#slices/returns/shop/ui/return-card.tsx'
import { WithdrawalCard } from '#slices/withdrawals/shop/ui/withdrawal-card.tsx'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ token?: string | string[]; placed?: string }>
}

// The address is a key, so other sites must not learn it and search engines must not keep it.
export const metadata: Metadata = { title: 'Your order', robots: { index: false }, referrer: 'no-referrer' }
const besides = Object.entries({ TrackingCard, ReturnCard, WithdrawalCard, DocumentsCard })

export default async function OrderRoute({ params, searchParams }: Props) {
  const { id: orderId } = await params
  const { token: tokenInAddress, placed } = await searchParams
  const token = typeof tokenInAddress === 'string' ? tokenInAddress : undefined
  const key = { orderId, ...(token && { token }) }
  const order = await (await api()).orders.track(key).catch(unlessUnknown)
  if (!order) return <OrderNotFound />
  await prefetch({ ...trpc.orders.track.queryOptions(key), queryFn: () => order })
  return (
    <div className="page-width py-8 md:py-12">
      <Hydrated>
        <OrderPage
          orderId={orderId}
          token={token}
          placed={placed === '1'}
          beside={besides.map(([name, Beside]) => <Beside key={name} orderId={orderId} token={token} />)}
        />
      </Hydrated>
    </div>
  )
}
