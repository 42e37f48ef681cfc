'use client'

import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { RadioCards } from '#platform/forms/radio-cards.tsx'
import { Select } from '#platform/forms/select.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { type ReturnReason, type ReturnWish, returnReasons } from '#slices/returns/return.ts'
import type { ReturnableLine } from '#slices/returns/returnable.ts'
import { type CreditAs, givenWords, reasonWords, untilWords } from './return-words.ts'

export type AskedLine = {
  lineId: string
  quantity: number
  reason: ReturnReason
  wish: ReturnWish
  note?: string | undefined
}

type Choice = { quantity: number; reason: ReturnReason | ''; note: string }
const NONE: Choice = { quantity: 0, reason: '', note: '' }

const choice = z
  .object({ quantity: z.number(), reason: z.string(), note: z.string() })
  .refine(({ quantity, reason }) => quantity === 0 || reason !== '', {
    message: 'Say why you send it back',
    path: ['reason'],
  })
const schemaOf = (ids: string[]) =>
  z.object({
    items: z
      .object(Object.fromEntries(ids.map(id => [id, choice])))
      .refine(
        items => Object.values(items).some(({ quantity }) => quantity > 0),
        'Choose how many of at least one item',
      ),
  })

type ReturnFormProps = {
  lines: ReturnableLine[]
  creditAs: CreditAs
  pending: boolean
  failure: string | undefined
  isAnother: boolean
  onDone: (lines: AskedLine[]) => void
}

const order: readonly ReturnReason[] = [
  'changed_mind',
  ...returnReasons.filter(one => one !== 'changed_mind'),
]

/** Which items come back, how many of each, and why. */
export function ReturnForm({ lines, creditAs, pending, failure, isAnother, onDone }: ReturnFormProps) {
  const ids = lines.map(({ lineId }) => lineId)
  const [chosen, setChosen] = useState<Record<string, Choice>>({})
  const [wish, setWish] = useState<ReturnWish>('refund')
  const items = Object.fromEntries(ids.map(id => [id, chosen[id] ?? NONE]))
  const fieldIds = Object.fromEntries([
    ['items', 'items'],
    ...ids.map(id => [`items.${id}.reason`, `reason-${id}`]),
  ])
  const { form, errorOf, check, showProblems, forgetProblems, clearSummary, summary } = useCheckedForm<
    { items: Record<string, Choice> },
    { items: Record<string, { quantity: number; reason: string; note: string }> }
  >({ schema: schemaOf(ids) as never, defaultValues: { items }, fieldIds })

  function choose(lineId: string, news: Partial<Choice>) {
    const after = { ...items, [lineId]: { ...(chosen[lineId] ?? NONE), ...news } }
    setChosen(after)
    form.setValue('items', after)
    forgetProblems(['items', `items.${lineId}.reason`])
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    form.setValue('items', items)
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    onDone(askedOf(items, wish))
  }

  return (
    <form noValidate method="post" className="flex flex-col gap-6" onSubmit={submit}>
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      {failure && (
        <Banner tone="danger" live="assertive" title="The return was not sent">
          {failure}
        </Banner>
      )}
      {isAnother && <h2 className="text-xl">Send something else back</h2>}
      <Fieldset id="items" legend="What do you send back?" error={errorOf('items')}>
        <div className="flex flex-col divide-y divide-hairline border-hairline border-t border-b">
          {lines.map(line => (
            <ItemFields
              key={line.lineId}
              line={line}
              choice={items[line.lineId] ?? NONE}
              error={errorOf(`items.${line.lineId}.reason`)}
              onChoose={news => choose(line.lineId, news)}
            />
          ))}
        </div>
      </Fieldset>
      <RadioCards
        className="max-w-xl"
        name="wish"
        legend="What do you want for it?"
        hint="You get it when the goods are here and we have looked at them."
        value={wish}
        onValueChange={chosen => setWish(chosen as ReturnWish)}
        options={[
          {
            value: 'refund',
            title: 'Your money back',
            description: 'By the means that you paid with. A bank takes 3 to 5 working days.',
          },
          {
            value: 'credit',
            title: givenWords[creditAs],
            description:
              'The same sum, to spend here at once. What a gift card had paid goes back to that card.',
          },
        ]}
      />
      <Button type="submit" size="lg" className="xs:self-start" pending={pending} pendingLabel="Sending…">
        Ask to send it back
      </Button>
    </form>
  )
}

type ItemProps = {
  line: ReturnableLine
  choice: Choice
  error: string | undefined
  onChoose: (news: Partial<Choice>) => void
}

function ItemFields({ line: { lineId, name, left, lastDay }, choice, error, onChoose }: ItemProps) {
  return (
    <div className="flex flex-col gap-4 py-5">
      <Field id={`quantity-${lineId}`} label={name} hint={untilWords(lastDay)}>
        <Select
          className="max-w-40"
          value={String(choice.quantity)}
          onChange={event => onChoose({ quantity: Number(event.target.value) })}
        >
          {[...Array(left + 1).keys()].map(quantity => (
            <option key={quantity} value={quantity}>
              {quantity === 0 ? 'None' : quantity}
            </option>
          ))}
        </Select>
      </Field>
      {choice.quantity > 0 && (
        <>
          <Field id={`reason-${lineId}`} label={`Why do you send ${name} back?`} error={error}>
            <Select
              className="max-w-md"
              value={choice.reason}
              onChange={event => onChoose({ reason: event.target.value as ReturnReason | '' })}
            >
              <option value="">Select a reason</option>
              {order.map(reason => (
                <option key={reason} value={reason}>
                  {reasonWords[reason]}
                </option>
              ))}
            </Select>
          </Field>
          <Field id={`note-${lineId}`} label={`What should we know about ${name}?`} optional>
            <Textarea
              rows={2}
              className="min-h-18 max-w-md"
              maxLength={LIMITS.returnNote}
              value={choice.note}
              onChange={event => onChoose({ note: event.target.value })}
            />
          </Field>
        </>
      )}
    </div>
  )
}

const askedOf = (items: Record<string, Choice>, wish: ReturnWish): AskedLine[] =>
  Object.entries(items).flatMap(([lineId, { quantity, reason, note }]) =>
    quantity > 0 && reason !== '' ? [{ lineId, quantity, reason, wish, note: note.trim() || undefined }] : [],
  )
