'use client'

import { useQuery } from '@tanstack/react-query'
import { isTRPCClientError } from '@trpc/client'
import type { ReactNode } from 'react'
import { useNow } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { hasOpenCase } from '#slices/orders/delivery/parcels.ts'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import { nextStep } from '../next-step.ts'
import type { StaffOrder } from '../order.ts'
import { StaffCustomer } from './customer.tsx'
import { StaffHistory } from './history.tsx'
import { StaffJobs } from './jobs.tsx'
import { StaffLines } from './lines.tsx'
import { StaffMoney } from './money.tsx'
import { StaffNextStep } from './next-step.tsx'
import { StaffOrderHead } from './order-head.tsx'
import { StaffOrderLoading } from './order-loading.tsx'
import { StaffPayments } from './payments.tsx'
import { StaffPromises } from './promises.tsx'

const TRIES = 2

/** One order, complete and live: actions on the left, customer and history on the right. `beside`: what other slices say of it. */
export function StaffOrderDetail({ orderId, beside }: { orderId: string; beside?: ReactNode }) {
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
  return (
    <Read reading={query} trouble={trouble} loading={<StaffOrderLoading />}>
      {details => <OrderParts details={details} live={live} beside={beside} />}
    </Read>
  )
}

const trouble = {
  title: 'The order could not be read',
  words: 'This page may be out of date. The order itself is not affected.',
  className: 'mb-4',
}

type OrderPartsProps = { details: StaffOrder; live: ReturnType<typeof useLive>; beside: ReactNode }

function OrderParts({ details, live, beside }: OrderPartsProps) {
  const now = useNow(details.readAt, 15_000)
  const step = nextStep(
    {
      order: details.order,
      paidMinor: details.paidMinor,
      disputes: details.disputes,
      refundOpen: details.refunds.some(refund => refund.status === 'requested'),
      deadJobs: details.jobs.filter(job => job.state === 'dead').length,
      failing: details.jobs.filter(job => job.state === 'retrying'),
      handedOverAt: details.effects.find(effect => effect.kind === 'warehouse.dispatch')?.doneAt ?? null,
      hasOpenCase: hasOpenCase(details.events),
    },
    now,
  )
  return (
    <div className="flex flex-col gap-4 max-lg:pb-16">
      <StaffOrderHead details={details} step={step} live={live} now={now} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <StaffNextStep step={step} />
          <StaffLines details={details} />
          <StaffMoney details={details} />
          <StaffPayments details={details} />
          <StaffJobs details={details} now={now} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <StaffCustomer {...details} />
          <StaffPromises promises={details.promises} />
          {beside}
          <StaffHistory details={details} />
          <ThingAudit entity="order" entityId={details.order.id} />
        </div>
      </div>
    </div>
  )
}

/** The id is unknown or not valid. */
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
