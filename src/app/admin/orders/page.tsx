import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { StaffOrderList } from '#orders/ui/staff-order-list.tsx'
import { filterOf, listInputOf, loadStaffOrdersParams } from '#orders/ui/staff-orders-params.ts'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Orders' }

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadStaffOrdersParams(searchParams)
  await prefetch(
    trpc.staffOrders.list.queryOptions(listInputOf(params)),
    trpc.staffOrders.counts.queryOptions(filterOf(params)),
  )
  return (
    <Hydrated>
      <StaffOrderList />
    </Hydrated>
  )
}
