'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { focusOne } from '#desk/focus.ts'
import { reasonSchema } from '#desk/reason.ts'
import { May } from '#desk/rights.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { Discard } from './view.ts'

type Letter = {
  queue: string
  deadLetterId: string
  /** What the job should have done. */
  what: string
  /** Where the reason is kept. */
  keptIn: string
  /** Screen readers read it after the words, to tell the buttons apart. */
  about?: string
}

/** Closes a dead letter that can never succeed. It asks for a reason, because the shop never does this job again. */
export function DiscardJob(letter: Letter) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <May permission="jobs.discard">
        <DialogTrigger>
          <Button variant="quiet" size="sm" className="max-lg:h-11">
            Discard…
            {letter.about && <span className="sr-only">, {letter.about}</span>}
          </Button>
        </DialogTrigger>
      </May>
      {open && <DiscardForm {...letter} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

function DiscardForm({ queue, deadLetterId, what, keptIn, onDone }: Letter & { onDone: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  // Read after the dialog has closed and rendered for the last time.
  const gone = useRef(false)
  const discard = useDeskAction({
    action: 'discard',
    subject: deadLetterId,
    send: (input: Discard, actionId) => client.staffOrders.discard.mutate({ ...input, actionId }),
    async onDone({ discarded }) {
      notify(discarded === 0 ? 'Already gone' : 'Job discarded')
      gone.current = true
      onDone()
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
    },
  })
  return (
    <ActionDialog
      title="Discard this job?"
      description={what}
      question={{ keptIn, label: 'Reason', schema: reasonSchema }}
      action={{ words: 'Discard it', doing: 'Discarding…', danger: true }}
      wayOut="Keep it"
      failure="The job was not discarded"
      mutation={discard}
      onAction={reason => discard.act({ queue, ids: [deadLetterId], reason }, `“${what}” was discarded`)}
      onCloseAutoFocus={event => {
        if (!gone.current) return
        event.preventDefault()
        focusOne('dead-letters')
      }}
    >
      <p className="text-muted text-sm">
        The shop then never does this job. Discard jobs that can never succeed, or jobs that you have done by
        hand.
      </p>
    </ActionDialog>
  )
}
