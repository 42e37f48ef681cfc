import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { StaffStockList } from '#inventory/ui/staff-stock-list.tsx'
import { loadStaffStockParams, stockListInputOf } from '#inventory/ui/staff-stock-params.ts'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Stock' }

export default async function StockPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadStaffStockParams(searchParams)
  await prefetch(trpc.stock.list.queryOptions(stockListInputOf(params)))
  return (
    <Hydrated>
      <StaffStockList />
    </Hydrated>
  )
}
