import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffReceipt } from '#slices/stockroom/desk/ui/receipt.tsx'

export const metadata: Metadata = { title: 'Delivery' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return entered('stock.read', async () => {
    const { id } = await params
    await prefetch(trpc.stockroom.receipt.queryOptions({ id }))
    return (
      <Hydrated>
        <StaffReceipt id={id} />
      </Hydrated>
    )
  })
}
