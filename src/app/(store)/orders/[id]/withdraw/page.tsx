import type { Metadata } from 'next'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { unlessUnknown } from '#run/web/unless-unknown.ts'
import { OrderNotFound } from '#slices/orders/shop/ui/order-not-found.tsx'
import { WithdrawPage } from '#slices/withdrawals/shop/ui/withdraw-page.tsx'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ token?: string | string[] }>
}

// The address is a key, as that of the order is.
export const metadata: Metadata = {
  title: 'Withdraw from contract',
  robots: { index: false },
  referrer: 'no-referrer',
}

export default async function WithdrawRoute({ params, searchParams }: Props) {
  const { id: orderId } = await params
  const { token: tokenInAddress } = await searchParams
  const token = typeof tokenInAddress === 'string' ? tokenInAddress : undefined
  const key = { orderId, ...(token && { token }) }
  const standing = await (await api()).withdrawals.standing(key).catch(unlessUnknown)
  if (!standing) return <OrderNotFound />
  await prefetch({ ...trpc.withdrawals.standing.queryOptions(key), queryFn: () => standing })
  return (
    <div className="page-width py-8 md:py-12">
      <div className="mx-auto max-w-xl">
        <Hydrated>
          <WithdrawPage orderId={orderId} token={token} />
        </Hydrated>
      </div>
    </div>
  )
}
