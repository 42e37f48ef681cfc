import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ReturnDetail } from '#slices/returns/desk/ui/return-detail.tsx'

export const metadata: Metadata = { title: 'Return' }

export default async function ReturnPage({ params }: { params: Promise<{ number: string }> }) {
  return entered('returns.read', async () => {
    const { number } = await params
    await prefetch(trpc.staffReturns.one.queryOptions({ number }))
    return (
      <Hydrated>
        <ReturnDetail number={number} key={number} />
      </Hydrated>
    )
  })
}
