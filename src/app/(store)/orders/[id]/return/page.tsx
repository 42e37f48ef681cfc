import type { Metadata } from 'next'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { unlessUnknown } from '#run/web/unless-unknown.ts'
import { OrderNotFound } from '#slices/orders/shop/ui/order-not-found.tsx'
import { ReturnPage } from '#slices/returns/shop/ui/return-page.tsx'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ token?: string | string[] }>
}

// The address is a key, as that of the order is.
export const metadata: Metadata = {
  title: 'Send something back',
  robots: { index: false },
  referrer: 'no-referrer',
}

export default async function ReturnRoute({ params, searchParams }: Props) {
  const { id: orderId } = await params
  const { token: tokenInAddress } = await searchParams
  const token = typeof tokenInAddress === 'string' ? tokenInAddress : undefined
  const key = { orderId, ...(token && { token }) }
  const standing = await (await api()).returns.standing(key).catch(unlessUnknown)
  if (!standing) return <OrderNotFound />
  await prefetch({ ...trpc.returns.standing.queryOptions(key), queryFn: () => standing })
  return (
    <div className="page-width py-8 md:py-12">
      <div className="mx-auto max-w-xl">
        <Hydrated>
          <ReturnPage orderId={orderId} token={token} />
        </Hydrated>
      </div>
    </div>
  )
}
