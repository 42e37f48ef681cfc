'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { notify } from '#ui/toast.tsx'
import { REASON_MAX } from '../staff-filter.ts'
import { staffReviewSchema } from '../staff-jobs-view.ts'
import type { StaffOrder } from '../staff-order.ts'

type Reviewed = { order: StaffOrder['order'] }

/** Says that a person has looked, and asks what they found. */
export function StaffReview({ order }: Reviewed) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button>Mark as reviewed</Button>
      </DialogTrigger>
      {open && <ReviewForm order={order} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

function ReviewForm({ order, onDone }: Reviewed & { onDone: () => void }) {
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<string>()
  const formId = useId()
  const noteId = useId()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const review = useMutation(
    trpc.staffOrders.reviewed.mutationOptions({
      async onSuccess() {
        onDone()
        notify('Order reviewed')
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      },
    }),
  )

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = staffReviewSchema.safeParse({ orderId: order.id, note })
    setWrong(parsed.error?.issues[0]?.message)
    if (parsed.success) review.mutate(parsed.data)
    else document.getElementById(noteId)?.focus()
  }

  return (
    <DialogContent
      title="Mark as reviewed?"
      description={`Order ${order.number}, ${order.shippingAddress.name}`}
      footer={
        <>
          <Button type="submit" form={formId} guardRepeat pending={review.isPending} pendingLabel="Saving…">
            Mark as reviewed
          </Button>
          <DialogClose>
            <Button variant="secondary">Not yet</Button>
          </DialogClose>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {review.isError && (
          <Banner tone="danger" live="assertive" title="The review was not kept">
            {review.error.message}
          </Banner>
        )}
        <p className="rounded-control bg-danger-tint px-3 py-2 text-danger text-sm [overflow-wrap:anywhere]">
          {order.needsReview}
        </p>
        <p className="text-muted text-sm">
          The shop then goes on with the order by itself. If something still does not agree, it asks for a
          person again.
        </p>
        <Field
          id={noteId}
          label="What did you find?"
          hint={`It stays in the order’s history. ${REASON_MAX - note.trim().length} of ${REASON_MAX} characters left.`}
          error={wrong}
        >
          <Textarea
            rows={2}
            className="min-h-18"
            value={note}
            onChange={event => {
              setNote(event.target.value)
              if (wrong && event.target.value.trim()) setWrong(undefined)
            }}
          />
        </Field>
      </form>
    </DialogContent>
  )
}
