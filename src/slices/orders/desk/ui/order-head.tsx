import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { deskPlace } from '#desk/clock.tsx'
import { type Live, LiveStatus } from '#desk/live.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { formatDateTime, formatRelative } from '#platform/ui/format.ts'
import { disputeStateWords } from '#slices/orders/bank/bank-words.ts'
import type { NextStep } from '../next-step.ts'
import type { StaffOrder } from '../order.ts'
import { deliveryStatus, stateWords } from '../words.ts'
import { StaffActions } from './actions.tsx'
import { DeliveryBadge, PaymentBadge } from './badges.tsx'
import { disputeTones } from './disputes.tsx'

/** The order's number and state, its neighbours in the list, and the main action. */
export function StaffOrderHead({
  details,
  step,
  live,
  now,
}: {
  details: StaffOrder
  step: NextStep
  live: Live
  now: Date
}) {
  const { order, older, newer, readAt } = details
  // One that is over without loss changes nothing about the order any more.
  const dispute = details.disputes.findLast(({ state }) => state !== 'won' && state !== 'closed')
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <Link
          href="/admin/orders"
          className="inline-flex min-h-9 items-center gap-1.5 rounded-control text-muted text-sm hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          Orders
        </Link>
        <div className="flex items-center gap-1">
          <LiveStatus live={live} updatedAt={readAt} />
          <Neighbour id={newer} label="Newer order" icon={<ChevronLeft aria-hidden="true" />} />
          <Neighbour id={older} label="Older order" icon={<ChevronRight aria-hidden="true" />} />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="tabular text-3xl">{order.number}</h1>
            <CopyButton text={order.number} label="Copy order number" />
            <Badge>{stateWords[order.state]}</Badge>
            {stateWords[order.state] !== badgeOfPayment(details) && <PaymentBadge order={order} />}
            {dispute && <Badge tone={disputeTones[dispute.state]}>{disputeStateWords[dispute.state]}</Badge>}
            {deliveryStatus(order) && <DeliveryBadge order={order} />}
          </div>
          <p className="text-muted text-sm">
            Placed{' '}
            <time dateTime={order.placedAt.toISOString()}>{formatDateTime(order.placedAt, deskPlace)}</time>,{' '}
            {formatRelative(order.placedAt, now)}
          </p>
        </div>
        <StaffActions details={details} step={step} />
      </div>
    </header>
  )
}

/** The text of the payment's badge, to hide it when it repeats the state's badge. */
function badgeOfPayment({ order }: StaffOrder): string | null {
  return order.needsReview || order.money === 'requires_action' || order.confirmedAt
    ? null
    : stateWords[order.state]
}

function Neighbour({ id, label, icon }: { id: string | null; label: string; icon: React.ReactNode }) {
  if (!id) {
    return (
      <span aria-hidden="true" className="grid size-9 place-items-center text-control/40 [&_svg]:size-4">
        {icon}
      </span>
    )
  }
  return (
    <ButtonLink variant="quiet" size="icon-sm" href={`/admin/orders/${id}`} aria-label={label}>
      {icon}
    </ButtonLink>
  )
}
