'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '#trpc/client.tsx'
import { useDeskAction } from '#trpc/desk/use-desk-action.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { notify } from '#ui/notify.ts'
import type { NextStep, StaffAction } from '../staff-next-step.ts'
import type { StaffOrder } from '../staff-order.ts'
import { StaffCancelDialog } from './staff-cancel-dialog.tsx'
import { overtakenWords } from './staff-overtaken.ts'
import { StaffRefundDialog } from './staff-refund-dialog.tsx'
import { StaffReviewDialog } from './staff-review-dialog.tsx'

type Asked = Exclude<StaffAction, 'settle'>

const dialogs = { cancel: StaffCancelDialog, refund: StaffRefundDialog, review: StaffReviewDialog }
const labels: Record<Asked, string> = {
  cancel: 'Cancel order',
  refund: 'Refund',
  review: 'Mark as reviewed',
}

/** The order's buttons: one stands out, and only what can be done is there. An open dialog outlives its button. */
export function StaffActions({ seen, step }: { seen: StaffOrder; step: NextStep }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const opener = useRef<Asked>(null)
  const client = useTRPCClient()
  const { order } = seen
  const settle = useDeskAction({
    action: 'settle',
    subject: order.id,
    send: (input: { orderId: string }, actionId) => client.staffOrders.settle.mutate({ ...input, actionId }),
    async onDone({ state }) {
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      notify(state === 'reserved' ? 'Still processing' : 'Payment settled')
    },
  })
  const possible = step.action ? [step.action, ...step.others] : []

  function button(action: StaffAction, first: boolean) {
    // Asking the bank or mending something is what the page wants; calling off a good order is only possible.
    const wanted = action === 'settle' || action === 'review' || step.urgent
    const look = first ? (wanted ? 'primary' : 'secondary') : 'quiet'
    if (action === 'settle') {
      return (
        <Button
          key={action}
          variant={look}
          pending={settle.isPending}
          pendingLabel="Asking…"
          onClick={() => settle.act({ orderId: order.id }, `the bank was asked about ${order.number}`)}
        >
          Ask the bank now
        </Button>
      )
    }
    return (
      <Button
        key={action}
        variant={look}
        data-asks={action}
        onClick={() => {
          opener.current = action
          setAsked(action)
        }}
      >
        {labels[action]}
      </Button>
    )
  }

  /** Back to the button, or to the page where the button has gone with its deed. */
  function giveFocusBack(event: Event) {
    event.preventDefault()
    const button = document.querySelector<HTMLElement>(`[data-asks="${opener.current}"]`)
    const place = button ?? document.getElementById('main')
    place?.focus({ preventScroll: true })
  }

  const AskedDialog = asked && dialogs[asked]
  return (
    <>
      {possible.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-16 max-lg:z-20 max-lg:border-hairline max-lg:border-t max-lg:bg-surface max-lg:p-3 max-lg:*:flex-1">
          {settle.error && (
            <p role="alert" className="text-danger text-sm">
              {settle.error.message}
            </p>
          )}
          {possible.slice(1).map(action => button(action, false))}
          {possible.slice(0, 1).map(action => button(action, true))}
        </div>
      )}
      <Dialog open={asked !== undefined} onOpenChange={open => !open && setAsked(undefined)}>
        {AskedDialog && (
          <AskedDialog
            seen={seen}
            overtaken={possible.includes(asked) ? null : overtakenWords(asked, seen)}
            onDone={() => setAsked(undefined)}
            onCloseAutoFocus={giveFocusBack}
          />
        )}
      </Dialog>
    </>
  )
}
