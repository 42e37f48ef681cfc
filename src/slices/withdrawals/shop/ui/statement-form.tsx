'use client'

import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { lineField, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { Input } from '#platform/forms/input.tsx'
import { RadioCards } from '#platform/forms/radio-cards.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { Button } from '#platform/ui/button.tsx'
import { EmailField } from '#slices/customers/ui/email-field.tsx'
import type { WithdrawnLine } from '#slices/withdrawals/withdrawal.ts'
import { inWords } from './withdrawal-words.ts'

export type StatementOrder = { id: string; number: string; name: string; email: string }
export type StatementValues = {
  name: string
  email: string
  /** Null: everything that is left. */
  lines: { lineId: string; quantity: number }[] | null
}

const schema = z.object({
  name: lineField('Enter your full name', LIMITS.name),
  email: newEmailField,
  /** How many of each line; null for the whole order. */
  units: z
    .record(z.string(), z.number())
    .refine(
      units => Object.values(units).some(quantity => quantity > 0),
      'Choose how many of at least one item',
    )
    .nullable(),
})

type StatementFormProps = {
  order: StatementOrder
  left: WithdrawnLine[]
  until: string
  onDone: (statement: StatementValues) => void
}

/** The statement: who withdraws, from what, and where the acknowledgement goes. No reason is asked. */
export function StatementForm({ order, left, until, onDone }: StatementFormProps) {
  const { form, bind, errorOf, check, showProblems, forgetProblems, clearSummary, summary } = useCheckedForm({
    schema,
    defaultValues: { name: order.name, email: order.email, units: null },
    fieldIds: { name: 'name', email: 'email', units: 'items' },
  })
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const isWhole = form.watch('units') === null
  const { error: nameError, ...name } = bind('name')

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    const { units, ...statement } = values
    onDone({ ...statement, lines: units && linesOf(units) })
  }

  function choose(units: Record<string, number> | null) {
    form.setValue('units', units)
    forgetProblems(['units'])
  }

  return (
    <form noValidate method="post" className="flex flex-col gap-6" onSubmit={submit}>
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      <div>
        <h1>Withdraw from contract</h1>
        <p className="mt-2 max-w-prose text-muted">
          Order <span className="tabular font-medium text-ink">{order.number}</span>. {until}
        </p>
      </div>
      <Field id={name.id} label="Full name" error={nameError}>
        <Input autoComplete="name" spellCheck={false} maxLength={LIMITS.name} {...name} />
      </Field>
      <EmailField {...bind('email')} hint="We send the acknowledgement there" />
      <RadioCards
        legend="From what do you withdraw?"
        name="extent"
        value={isWhole ? 'whole' : 'some'}
        onValueChange={value => choose(value === 'whole' ? null : chosen)}
        options={[
          { value: 'whole', title: 'The whole order', description: left.map(inWords).join(', ') },
          { value: 'some', title: 'Only some items' },
        ]}
      />
      {!isWhole && (
        <Fieldset id="items" legend="Which items" hideLegend error={errorOf('units')}>
          <div className="flex flex-col gap-4">
            {left.map(line => (
              <Field key={line.lineId} id={`line-${line.lineId}`} label={line.name}>
                <Select
                  className="max-w-40"
                  aria-invalid={errorOf('units') !== undefined || undefined}
                  value={String(chosen[line.lineId] ?? 0)}
                  onChange={event => {
                    const units = { ...chosen, [line.lineId]: Number(event.target.value) }
                    setChosen(units)
                    choose(units)
                  }}
                >
                  {[...Array(line.quantity + 1).keys()].map(quantity => (
                    <option key={quantity} value={quantity}>
                      {quantity === 0 ? 'None' : quantity}
                    </option>
                  ))}
                </Select>
              </Field>
            ))}
          </div>
        </Fieldset>
      )}
      <Button type="submit" size="lg" className="xs:self-start">
        Continue
      </Button>
    </form>
  )
}

const linesOf = (units: Record<string, number>) =>
  Object.entries(units).flatMap(([lineId, quantity]) => (quantity > 0 ? [{ lineId, quantity }] : []))
