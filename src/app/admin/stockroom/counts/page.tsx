import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { Counts } from '#slices/stockroom/desk/ui/counts.tsx'

export const metadata: Metadata = { title: 'Counts' }

export default async function Page() {
  return entered('stock.read', async () => {
    await Promise.all([
      prefetch(trpc.stockroom.counts.queryOptions({ warehouse: null, waits: true, after: null })),
      prefetch(trpc.stock.warehouses.queryOptions()),
    ])
    return (
      <Hydrated>
        <Counts />
      </Hydrated>
    )
  })
}
