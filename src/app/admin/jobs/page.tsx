import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { StaffJobsDesk } from '#orders/ui/staff-jobs-desk.tsx'
import { loadStaffJobsParams, queueOf } from '#orders/ui/staff-jobs-params.ts'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'
import { WarehouseTroubles } from '#warehouse/ui/warehouse-troubles.tsx'

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
      <WarehouseTroubles />
      <StaffJobsDesk />
    </Hydrated>
  )
}
