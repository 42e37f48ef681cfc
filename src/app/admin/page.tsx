import type { Metadata } from 'next'
import { entered, firstRoom } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { TodayDesk } from '#slices/analytics/desk/ui/today-desk.tsx'

export const metadata: Metadata = { title: 'Today' }

export default async function TodayPage() {
  await firstRoom('orders.read')
  return entered('orders.read', async () => {
    await prefetch(
      trpc.staffOrders.today.queryOptions(),
      trpc.payments.health.queryOptions(),
      trpc.warehouse.troubles.queryOptions(),
      trpc.books.disputes.queryOptions(),
    )
    return (
      <Hydrated>
        <TodayDesk />
      </Hydrated>
    )
  })
}
