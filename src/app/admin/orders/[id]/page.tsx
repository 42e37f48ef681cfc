import type { Metadata } from 'next'
import { StaffOrderDetail } from '#orders/ui/staff-order-detail.tsx'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Order' }

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await prefetch(trpc.staffOrders.order.queryOptions({ orderId: id }))
  return (
    <Hydrated>
      <StaffOrderDetail orderId={id} key={id} />
    </Hydrated>
  )
}
