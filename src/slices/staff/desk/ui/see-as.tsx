'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { May } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { seeAsSchema } from '../input.ts'

/** Opens the shop as a customer sees it, in place of one's own session, for half an hour at most. */
export function SeeAs({ customerId }: { customerId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <May permission="customers.see_as">
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger>
          <button type="button" className="link inline-flex min-h-6 items-center">
            See the shop as they do
          </button>
        </DialogTrigger>
        {open && <SeeAsDialog customerId={customerId} />}
      </Dialog>
    </May>
  )
}

function SeeAsDialog({ customerId }: { customerId: string }) {
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const see = useMutation(
    // The whole page is read again: another person sees it now.
    useTRPC().staff.seeAs.mutationOptions({ onSuccess: () => window.location.assign('/account/orders') }),
  )

  function check() {
    const { error } = seeAsSchema.shape.reason.safeParse(reason)
    setWrong(error?.issues[0]?.message)
    return error ? 'see-as-reason' : null
  }

  return (
    <ActionDialog
      title="See the shop as they do?"
      description="Until you stop, or for half an hour"
      action={{ words: 'See it', doing: 'Opening…' }}
      wayOut="Stay at the desk"
      failure="The shop was not opened"
      mutation={{ ...see, isPending: see.isPending || see.isSuccess }}
      check={check}
      onAction={() => see.mutate({ customerId, reason })}
    >
      <p className="text-muted">
        You see their cart, orders and details, and can change nothing. The audit says that you looked, and
        why.
      </p>
      <Field id="see-as-reason" label="Reason" error={wrong}>
        <Textarea rows={2} value={reason} onChange={event => setReason(event.target.value)} />
      </Field>
    </ActionDialog>
  )
}
