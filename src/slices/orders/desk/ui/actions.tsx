'use client'

import { useRef, useState } from 'react'
import { useMay } from '#desk/rights.tsx'
import type { Permission } from '#platform/rights/permission.ts'
import { Button } from '#platform/ui/button.tsx'
import { Dialog } from '#platform/ui/dialog.tsx'
import type { NextStep, StaffAction } from '../next-step.ts'
import type { StaffOrder } from '../order.ts'
import { StaffCancelDialog } from './cancel-dialog.tsx'
import { type DirectAction, isDirect, StaffDirectAction } from './direct-action.tsx'
import { overtakenWords } from './overtaken.ts'
import { StaffRefundDialog } from './refund-dialog.tsx'
import { StaffReviewDialog } from './review-dialog.tsx'
import { StaffTakeOutDialog } from './take-out-dialog.tsx'

type Asked = Exclude<StaffAction, DirectAction>

const dialogs = {
  cancel: StaffCancelDialog,
  'take-out': StaffTakeOutDialog,
  refund: StaffRefundDialog,
  review: StaffReviewDialog,
}
const labels: Record<Asked, string> = {
  cancel: 'Cancel order',
  'take-out': 'Take items out',
  refund: 'Refund',
  review: 'Mark as reviewed',
}

const needs: Record<StaffAction, Permission> = {
  cancel: 'orders.cancel',
  'take-out': 'orders.cancel',
  refund: 'orders.refund',
  review: 'orders.review',
  settle: 'orders.review',
  'send-again': 'jobs.retry',
  'try-now': 'jobs.retry',
}

/** The buttons for the order's possible actions; one is the main button. An open dialog stays when its button disappears. */
export function StaffActions({ details, step }: { details: StaffOrder; step: NextStep }) {
  const [asked, setAsked] = useState<Asked>()
  const opener = useRef<Asked>(null)
  const [failure, setFailure] = useState<string>()
  const may = useMay()
  const possible = (step.action ? [step.action, ...step.others] : []).filter(action => may(needs[action]))

  function button(action: StaffAction, first: boolean) {
    // Asking the bank or repairing something is what the page calls for. Cancelling an order is only possible, whatever
    // happened to it.
    const wanted =
      action !== 'cancel' && action !== 'take-out' && (step.urgent || isDirect(action) || action === 'review')
    const look = first ? (wanted ? 'primary' : 'secondary') : 'quiet'
    if (isDirect(action))
      return (
        <StaffDirectAction
          key={action}
          action={action}
          orderId={details.order.id}
          look={look}
          onFailure={setFailure}
        />
      )
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

  /** Moves the focus back to the button, or to the page when the button has gone after its action. */
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
          {failure && (
            <p role="alert" className="text-danger text-sm">
              {failure}
            </p>
          )}
          {possible.slice(1).map(action => button(action, false))}
          {possible.slice(0, 1).map(action => button(action, true))}
        </div>
      )}
      <Dialog open={asked !== undefined} onOpenChange={open => !open && setAsked(undefined)}>
        {AskedDialog && (
          <AskedDialog
            details={details}
            overtaken={possible.includes(asked) ? null : overtakenWords(asked, details)}
            onDone={() => setAsked(undefined)}
            onCloseAutoFocus={giveFocusBack}
          />
        )}
      </Dialog>
    </>
  )
}
