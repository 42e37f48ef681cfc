'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { lookAgainSchema } from '#slices/floor/packing/packing-input.ts'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { useFloorAction } from './use-floor-action.ts'

const decisions = {
  'look-again': {
    act: 'Look again',
    title: 'Look again for what is missing?',
    doing: 'Sending them out…',
    notice: 'Parcel waits again',
    follows: 'The next wave fetches what is missing. What was picked stays in its tote.',
    reasons: ['It lies in another bin', 'New goods have come'],
  },
  'give-back': {
    act: 'Give back',
    title: 'Give this parcel back?',
    doing: 'Giving back…',
    notice: 'Parcel given back',
    follows:
      'Our floor does not send it. Somebody at the desk decides about its order, and what was picked goes back into its bins.',
    reasons: ['It is nowhere', 'The last one is broken'],
  },
}

/** A button for what becomes of a parcel of which something is missing, after a question for the reason. */
export function ShortDialog({
  parcel: { id, orderNumber },
  decision,
}: {
  parcel: FloorParcel
  decision: keyof typeof decisions
}) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const { act, title, doing, notice, follows, reasons } = decisions[decision]
  const decide = useFloorAction({
    action: `floor-${decision}`,
    subject: id,
    send: (input: { reason: string }, actionId) =>
      (decision === 'look-again' ? client.floor.lookAgain : client.floor.giveBack).mutate({
        id,
        ...input,
        actionId,
      }),
    notice,
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" className="min-h-12">
          {act}
          <span className="sr-only"> {orderNumber}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={title}
          description={orderNumber}
          question={{
            label: 'Reason',
            schema: lookAgainSchema.shape.reason,
            suggestions: reasons,
            keptIn: 'who did what',
          }}
          action={{ words: act, doing, danger: decision === 'give-back' }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={decide}
          onAction={reason => decide.act({ reason }, `it was decided about ${orderNumber}`)}
        >
          <p className="text-muted">{follows}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
