import type { Metadata } from 'next'
import { TodayDesk } from '#analytics/ui/today-desk.tsx'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Today' }

export default async function TodayPage() {
  await prefetch(trpc.staffOrders.today.queryOptions(), trpc.payments.health.queryOptions())
  return (
    <Hydrated>
      <TodayDesk />
    </Hydrated>
  )
}
