'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { ZodType } from 'zod'
import { UnheardBanner } from '#desk/actions/unheard-banner.tsx'
import type { DeskAction } from '#desk/actions/use-desk-action.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { Field } from '#platform/forms/field.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { DialogClose, DialogContent } from '#platform/ui/dialog.tsx'

/** The text that replaces the question when something else changed meanwhile, or when the action had no effect. */
export type Overtaken = { title: string; sentence: string }

type Question = {
  label: string
  schema: ZodType<string>
  suggestions?: readonly string[]
  /** The place where the answer is kept. */
  keptIn: string
}

type ActionDialogProps = {
  title: string
  /** The thing that the action changes. */
  description: string
  overtaken?: Overtaken | null
  /** Moves the focus when the dialog closes. */
  onCloseAutoFocus?: (event: Event) => void
  /** A question whose answer is kept in a history. */
  question?: Question
  action: { words: string; doing: string; danger?: boolean }
  wayOut: string
  /** The title of the banner when the action fails. */
  failure: string
  /** `unheard` is left out by what is not repeated from what the shop keeps. */
  mutation: Pick<DeskAction<object, object>, 'isPending' | 'isSuccess' | 'error'> &
    Partial<Pick<DeskAction<object, object>, 'unheard'>>
  /** The result of the action, when staff must read it before the dialog closes. */
  outcome?: Overtaken | null
  /** Checks the other fields; answers the id of the first wrong one, or null. */
  check?: () => string | null
  /** `answer` is empty when the dialog asks no question. */
  onAction: (answer: string) => void
  children: ReactNode
}

/** Shows staff what an action does, and asks for a reason if one is kept. It never closes by itself: when something else changes meanwhile, it says so. */
export function ActionDialog(props: ActionDialogProps) {
  const { title, description, question, action, wayOut, failure, mutation, onCloseAutoFocus, children } =
    props
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const formId = useId()
  const reasonId = useId()
  // The action's own change does not count as overtaking it.
  const overtaken =
    mutation.isPending || mutation.isSuccess ? (props.outcome ?? null) : (props.overtaken ?? null)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = question?.schema.safeParse(reason)
    const wrongElsewhere = props.check?.() ?? null
    setWrong(parsed?.error?.issues[0]?.message)
    if (!parsed?.error && !wrongElsewhere) props.onAction(parsed?.data ?? '')
    else document.getElementById(wrongElsewhere ?? reasonId)?.focus()
  }

  return (
    <DialogContent
      title={title}
      description={description}
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
              variant={action.danger ? 'danger' : 'primary'}
              guardRepeat
              pending={mutation.isPending}
              pendingLabel={action.doing}
            >
              {action.words}
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
          {question && (
            <Reason
              id={reasonId}
              question={question}
              reason={reason}
              wrong={wrong}
              onChange={text => {
                setReason(text)
                if (text.trim()) setWrong(undefined)
              }}
            />
          )}
        </form>
      )}
    </DialogContent>
  )
}

function Reason({
  id,
  question: { label, suggestions = [], keptIn },
  reason,
  wrong,
  onChange,
}: {
  id: string
  question: Question
  reason: string
  wrong: string | undefined
  onChange: (reason: string) => void
}) {
  return (
    <>
      <Field
        id={id}
        label={label}
        hint={`It stays in ${keptIn}. ${LIMITS.reason - reason.trim().length} of ${LIMITS.reason} characters left.`}
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
