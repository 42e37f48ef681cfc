import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { WarehouseTroubles } from '#slices/fulfillment/desk/ui/warehouse-troubles.tsx'
import { StaffJobsDesk } from '#slices/orders/desk/ui/jobs/jobs-desk.tsx'
import { loadStaffJobsParams, queueOf } from '#slices/orders/desk/ui/jobs/jobs-params.ts'

export const metadata: Metadata = { title: 'Jobs' }

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const queue = queueOf(await loadStaffJobsParams(searchParams))
  await prefetch(
    trpc.staffOrders.jobs.queryOptions(),
    trpc.warehouse.troubles.queryOptions(),
    trpc.staffOrders.jobsDone.queryOptions(),
    trpc.staffOrders.deadLetters.queryOptions({ queue }),
    trpc.staffOrders.failing.queryOptions({ queue }),
  )
  return (
    <Hydrated>
      <StaffJobsDesk>
        <WarehouseTroubles />
      </StaffJobsDesk>
    </Hydrated>
  )
}
