'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { notify } from '#ui/notify.ts'
import { Textarea } from '#ui/textarea.tsx'
import { jobInWords } from '../job-words.ts'
import { REASON_MAX, reasonSchema } from '../staff-filter.ts'
import { focusOne } from './staff-jobs-focus.ts'

type Letter = {
  queue: string
  deadLetterId: string
  /** Read aloud after the words: which of the many. */
  about?: string
}

/** Closes a dead letter that can never succeed. It asks why, since nothing happens for it any more. */
export function DiscardJob(letter: Letter) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" className="max-lg:h-11">
          Discard…
          {letter.about && <span className="sr-only">, {letter.about}</span>}
        </Button>
      </DialogTrigger>
      {open && <DiscardForm {...letter} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

function DiscardForm({ queue, deadLetterId, onDone }: Letter & { onDone: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  // Read when the dialog has closed, after its last rendering.
  const gone = useRef(false)
  const [formId, reasonId] = [useId(), useId()]
  const discard = useMutation(
    trpc.staffOrders.discard.mutationOptions({
      async onSuccess({ discarded }) {
        notify(discarded === 0 ? 'Already gone' : 'Job discarded')
        gone.current = true
        onDone()
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      },
    }),
  )

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = reasonSchema.safeParse(reason)
    setWrong(parsed.error?.issues[0]?.message)
    if (parsed.success) discard.mutate({ queue, ids: [deadLetterId], reason: parsed.data })
    else document.getElementById(reasonId)?.focus()
  }

  return (
    <DialogContent
      title="Discard this job?"
      description={jobInWords(queue)}
      onCloseAutoFocus={event => {
        if (!gone.current) return
        event.preventDefault()
        focusOne('dead-letters')
      }}
      footer={
        <>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            guardRepeat
            pending={discard.isPending}
            pendingLabel="Discarding…"
          >
            Discard it
          </Button>
          <DialogClose>
            <Button variant="secondary">Keep it</Button>
          </DialogClose>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {discard.error && (
          <Banner tone="danger" live="assertive" title="The job was not discarded">
            {discard.error.message}
          </Banner>
        )}
        <p className="text-muted text-sm">
          What it should have done is then never done by the shop. Discard what can never succeed, or what you
          have seen to by hand.
        </p>
        <Field
          id={reasonId}
          label="Reason"
          hint={`It stays in the order’s history. ${REASON_MAX - reason.trim().length} of ${REASON_MAX} characters left.`}
          error={wrong}
        >
          <Textarea
            rows={2}
            className="min-h-18"
            value={reason}
            onChange={event => {
              setReason(event.target.value)
              if (event.target.value.trim()) setWrong(undefined)
            }}
          />
        </Field>
      </form>
    </DialogContent>
  )
}
