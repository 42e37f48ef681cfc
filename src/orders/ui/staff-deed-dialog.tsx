'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { ZodType } from 'zod'
import { UnheardBanner } from '#trpc/desk/unheard-banner.tsx'
import type { DeskAction } from '#trpc/desk/use-desk-action.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { DialogClose, DialogContent } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { REASON_MAX } from '../staff-filter.ts'
import type { StaffOrder } from '../staff-order.ts'

/** What there is to say instead of the question: the order moved on meanwhile, or the deed came to nothing. */
export type Overtaken = { title: string; sentence: string }

/** What each dialog of the desk is given; `onDone` closes it. */
export type StaffDialogProps = {
  seen: StaffOrder
  overtaken: Overtaken | null
  onDone: () => void
  /** Where the focus goes when the dialog is closed. */
  onCloseAutoFocus: (event: Event) => void
}

type StaffDeedProps = Omit<StaffDialogProps, 'seen' | 'onDone'> & {
  order: StaffOrder['order']
  title: string
  /** Asked for and kept in the order's history. */
  question: { label: string; schema: ZodType<string>; suggestions?: readonly string[] }
  deed: { words: string; doing: string; danger?: boolean }
  wayOut: string
  /** What is said when it fails. */
  failure: string
  mutation: Pick<DeskAction<object, object>, 'isPending' | 'isSuccess' | 'error' | 'unheard'>
  /** What the deed came to, where that must be said before the dialog is closed. */
  outcome?: Overtaken | null
  /** What else there is to fill in; the id of the first thing that is wrong there, or null. */
  check?: () => string | null
  onDeed: (reason: string) => void
  children: ReactNode
}

/** A dialog in which staff say what they do and why. What overtakes it is said in it: it never closes by itself. */
export function StaffDeedDialog(props: StaffDeedProps) {
  const { order, title, deed, wayOut, failure, mutation, check, onDeed, onCloseAutoFocus, children } = props
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const formId = useId()
  const reasonId = useId()
  // What the deed itself changes does not overtake it.
  const overtaken = mutation.isPending || mutation.isSuccess ? (props.outcome ?? null) : props.overtaken

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = props.question.schema.safeParse(reason)
    const wrongElsewhere = check?.() ?? null
    setWrong(parsed.error?.issues[0]?.message)
    if (parsed.success && !wrongElsewhere) onDeed(parsed.data)
    else document.getElementById(wrongElsewhere ?? reasonId)?.focus()
  }

  return (
    <DialogContent
      title={title}
      description={`Order ${order.number}, ${order.shippingAddress.name}`}
      onCloseAutoFocus={onCloseAutoFocus}
      footer={
        overtaken || mutation.unheard ? (
          <DialogClose>
            <Button variant="secondary">Close</Button>
          </DialogClose>
        ) : (
          <>
            <Button
              type="submit"
              form={formId}
              variant={deed.danger ? 'danger' : 'primary'}
              guardRepeat
              pending={mutation.isPending}
              pendingLabel={deed.doing}
            >
              {deed.words}
            </Button>
            <DialogClose>
              <Button variant="secondary">{wayOut}</Button>
            </DialogClose>
          </>
        )
      }
    >
      {mutation.unheard ? (
        <UnheardBanner unheard={mutation.unheard} />
      ) : overtaken ? (
        <Banner tone="warning" live="assertive" title={overtaken.title}>
          {overtaken.sentence}
        </Banner>
      ) : (
        <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
          {mutation.error && (
            <Banner tone="danger" live="assertive" title={failure}>
              {mutation.error.message}
            </Banner>
          )}
          {children}
          <Reason
            id={reasonId}
            question={props.question}
            reason={reason}
            wrong={wrong}
            onChange={text => {
              setReason(text)
              if (text.trim()) setWrong(undefined)
            }}
          />
        </form>
      )}
    </DialogContent>
  )
}

function Reason({
  id,
  question: { label, suggestions = [] },
  reason,
  wrong,
  onChange,
}: Pick<StaffDeedProps, 'question'> & {
  id: string
  reason: string
  wrong: string | undefined
  onChange: (reason: string) => void
}) {
  return (
    <>
      <Field
        id={id}
        label={label}
        hint={`It stays in the order’s history. ${REASON_MAX - reason.trim().length} of ${REASON_MAX} characters left.`}
        error={wrong}
      >
        <Textarea
          rows={2}
          className="min-h-18"
          value={reason}
          onChange={event => onChange(event.target.value)}
        />
      </Field>
      {suggestions.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Common reasons</legend>
          {suggestions.map(common => (
            <Button key={common} variant="secondary" size="sm" onClick={() => onChange(common)}>
              {common}
            </Button>
          ))}
        </fieldset>
      )}
    </>
  )
}
