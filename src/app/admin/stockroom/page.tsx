import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { Deliveries } from '#slices/stockroom/desk/ui/deliveries.tsx'

export const metadata: Metadata = { title: 'Deliveries' }

export default async function Page() {
  return entered('stock.read', async () => {
    await Promise.all([
      prefetch(trpc.stockroom.receipts.queryOptions({ warehouse: null, after: null })),
      prefetch(trpc.stock.warehouses.queryOptions()),
    ])
    return (
      <Hydrated>
        <Deliveries />
      </Hydrated>
    )
  })
}
