import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { Warehouses } from '#slices/inventory/desk/ui/warehouses.tsx'

export const metadata: Metadata = { title: 'Warehouses' }

export default async function WarehousesPage() {
  return entered('stock.read', async () => {
    await prefetch(trpc.stock.warehouses.queryOptions())
    return (
      <Hydrated>
        <Warehouses />
      </Hydrated>
    )
  })
}
