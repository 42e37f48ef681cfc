'use client'

import { useQuery } from '@tanstack/react-query'
import { isTRPCClientError } from '@trpc/client'
import { useTRPC } from '#trpc/client.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { nextStep } from '../staff-next-step.ts'
import type { StaffOrder } from '../staff-order.ts'
import { useNow } from './staff-clock.tsx'
import { StaffCustomer } from './staff-customer.tsx'
import { DeskTrouble } from './staff-desk-trouble.tsx'
import { StaffHistory } from './staff-history.tsx'
import { StaffJobs } from './staff-jobs.tsx'
import { StaffLines } from './staff-lines.tsx'
import { useLive } from './staff-live.tsx'
import { StaffMoney } from './staff-money.tsx'
import { StaffNextStep } from './staff-next-step.tsx'
import { StaffOrderHead } from './staff-order-head.tsx'
import { StaffOrderLoading } from './staff-order-loading.tsx'
import { StaffPayments } from './staff-payments.tsx'

const TRIES = 2

/** One order, whole and live: what to do at the left, who it is for and what happened at the right. */
export function StaffOrderDetail({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const query = useQuery(
    trpc.staffOrders.order.queryOptions(
      { orderId },
      {
        refetchInterval: ({ state }) => (isGone(state.error) ? false : live.refetchInterval),
        retry: (failures, error) => !isGone(error) && failures < TRIES,
      },
    ),
  )
  if (query.isError && isGone(query.error)) return <NoSuchOrder />
  if (!query.data)
    return query.isError ? <OrderFailed onRetry={() => void query.refetch()} /> : <StaffOrderLoading />
  return (
    <>
      {query.isError && <OrderFailed onRetry={() => void query.refetch()} />}
      <OrderParts seen={query.data} live={live} />
    </>
  )
}

function OrderParts({ seen, live }: { seen: StaffOrder; live: ReturnType<typeof useLive> }) {
  const now = useNow(seen.readAt, 15_000)
  const step = nextStep(
    {
      order: seen.order,
      capturedMinor: seen.capturedMinor,
      refundOpen: seen.refunds.some(refund => refund.status === 'requested'),
      deadJobs: seen.jobs.filter(job => job.state === 'dead').length,
      failing: seen.jobs.filter(job => job.state === 'retrying'),
      handedOverAt: seen.effects.find(effect => effect.kind === 'warehouse.dispatch')?.doneAt ?? null,
    },
    now,
  )
  return (
    <div className="flex flex-col gap-4 max-lg:pb-16">
      <StaffOrderHead seen={seen} step={step} live={live} now={now} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <StaffNextStep step={step} />
          <StaffLines seen={seen} />
          <StaffMoney seen={seen} />
          <StaffPayments seen={seen} />
          <StaffJobs seen={seen} now={now} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <StaffCustomer order={seen.order} regionName={seen.regionName} />
          <StaffHistory seen={seen} />
        </div>
      </div>
    </div>
  )
}

/** The id belongs to nothing, or is none. */
function isGone(error: unknown): boolean {
  if (!isTRPCClientError(error)) return false
  const data: unknown = error.data
  const code = data && typeof data === 'object' && 'code' in data ? data.code : null
  return code === 'NOT_FOUND' || code === 'BAD_REQUEST'
}

function NoSuchOrder() {
  return (
    <>
      <h1 className="sr-only">Order not found</h1>
      <EmptyState title="No such order" action={<ButtonLink href="/admin/orders">All orders</ButtonLink>}>
        This address belongs to no order. The number or the link may be cut short.
      </EmptyState>
    </>
  )
}

function OrderFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <DeskTrouble title="The order could not be read" className="mb-4" onRetry={onRetry}>
      What stands here may be old. The order itself is not affected.
    </DeskTrouble>
  )
}
