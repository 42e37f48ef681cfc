import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffCount } from '#slices/stockroom/desk/ui/count.tsx'

export const metadata: Metadata = { title: 'Count' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return entered('stock.read', async () => {
    const { id } = await params
    await prefetch(trpc.stockroom.count.queryOptions({ id }))
    return (
      <Hydrated>
        <StaffCount id={id} />
      </Hydrated>
    )
  })
}
