import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffStockList } from '#slices/inventory/desk/ui/stock-list.tsx'
import { loadStaffStockParams, stockListInputOf } from '#slices/inventory/desk/ui/stock-params.ts'

export const metadata: Metadata = { title: 'Stock' }

export default async function StockPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return entered('stock.read', async () => {
    const params = await loadStaffStockParams(searchParams)
    await prefetch(trpc.stock.list.queryOptions(stockListInputOf(params)))
    return (
      <Hydrated>
        <StaffStockList />
      </Hydrated>
    )
  })
}
