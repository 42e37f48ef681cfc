import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffOrderList } from '#slices/orders/desk/ui/order-list.tsx'
import { filterOf, listInputOf, loadStaffOrdersParams } from '#slices/orders/desk/ui/orders-params.ts'

export const metadata: Metadata = { title: 'Orders' }

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return entered('orders.read', async () => {
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
  })
}
