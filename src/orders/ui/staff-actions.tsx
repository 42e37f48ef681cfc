'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { Button } from '#ui/button.tsx'
import { formatMoney } from '#ui/format.ts'
import { notify } from '#ui/toast.tsx'
import type { NextStep, StaffAction } from '../staff-next-step.ts'
import type { StaffOrder } from '../staff-order.ts'
import { StaffActionDialog } from './staff-action-dialog.tsx'
import { StaffReview } from './staff-review-dialog.tsx'

/** The order's buttons: one stands out, and only what can be done is there. */
export function StaffActions({ seen, step }: { seen: StaffOrder; step: NextStep }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const settle = useMutation(
    trpc.staffOrders.settle.mutationOptions({
      async onSuccess({ state }) {
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
        notify(state === 'reserved' ? 'Still processing' : 'Payment settled')
      },
    }),
  )
  const { order } = seen

  function button(action: StaffAction, first: boolean) {
    // Asking the bank or mending something is what the page wants; calling off a good order is only possible.
    const wanted = action === 'settle' || step.urgent
    if (action === 'review') return <StaffReview key={action} order={order} />
    const look = first ? (wanted ? 'primary' : 'secondary') : 'quiet'
    if (action === 'settle') {
      return (
        <Button
          key={action}
          variant={look}
          pending={settle.isPending}
          pendingLabel="Asking…"
          onClick={() => settle.mutate({ orderId: order.id })}
        >
          Ask the bank now
        </Button>
      )
    }
    return <DialogAction key={action} action={action} look={look} seen={seen} />
  }

  if (!step.action) return null
  return (
    <div className="flex flex-wrap items-center gap-2 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-16 max-lg:z-20 max-lg:border-hairline max-lg:border-t max-lg:bg-surface max-lg:p-3 max-lg:*:flex-1">
      {settle.isError && (
        <p role="alert" className="text-danger text-sm">
          {settle.error.message}
        </p>
      )}
      {step.others.map(action => button(action, false))}
      {button(step.action, true)}
    </div>
  )
}

function DialogAction({
  action,
  look,
  seen,
}: {
  action: 'cancel' | 'refund'
  look: 'primary' | 'secondary' | 'quiet'
  seen: StaffOrder
}) {
  const [open, setOpen] = useState(false)
  const refundable = formatMoney(seen.capturedMinor - seen.order.refundedMinor, seen.order.currency)
  return (
    <>
      <Button variant={look} onClick={() => setOpen(true)}>
        {action === 'cancel' ? 'Cancel order' : `Refund ${refundable}`}
      </Button>
      <StaffActionDialog action={action} seen={seen} open={open} onOpenChange={setOpen} />
    </>
  )
}
