import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { loadJobsParams, queueOf } from '#desk/jobs/params.ts'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { WarehouseTroubles } from '#slices/fulfillment/desk/ui/warehouse-troubles.tsx'
import { StaffJobsRoom } from '#slices/orders/desk/ui/jobs-room.tsx'

export const metadata: Metadata = { title: 'Jobs' }

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return entered('jobs.read', async () => {
    const queue = queueOf(await loadJobsParams(searchParams))
    await prefetch(
      trpc.staffOrders.jobs.queryOptions(),
      trpc.warehouse.troubles.queryOptions(),
      trpc.staffOrders.jobsDone.queryOptions(),
      trpc.staffOrders.deadLetters.queryOptions({ queue }),
      trpc.staffOrders.failing.queryOptions({ queue }),
    )
    return (
      <Hydrated>
        <StaffJobsRoom>
          <WarehouseTroubles />
        </StaffJobsRoom>
      </Hydrated>
    )
  })
}
