'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { LIMITS } from '#platform/fields/limits.ts'
import { Field } from '#platform/forms/field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { type Outcome, outcomes } from '#slices/returns/return.ts'
import { outcomeWords } from './return-words.ts'
import { useReturnAction } from './use-return-action.ts'

type Sent = {
  number: string
  lines: { sku: string; quantity: number; outcome: Outcome; note?: string | undefined }[]
}

/** Says what became of the units that wait. Only those back on the shelf are on sale again. */
export function InspectDialog({ found, onDone }: { found: DeskReturn; onDone: () => void }) {
  const client = useTRPCClient()
  const { number } = found
  const waiting = found.lines.filter(line => line.waiting > 0)
  const [counts, setCounts] = useState<Record<string, string>>({})
  const [notes, setNotes] = useState<Record<string, string>>({})
  const [wrong, setWrong] = useState<{ sku: string; words: string }>()
  const inspect = useReturnAction<Sent>({
    action: 'inspect-return',
    number,
    send: (input, actionId) => client.staffReturns.inspect.mutate({ ...input, actionId }),
    said: 'Inspected',
    onDone,
  })
  const unitsOf = (sku: string, outcome: Outcome) => Number(counts[`${sku} ${outcome}`] || 0)
  const sumOf = (sku: string) => outcomes.reduce((sum, outcome) => sum + unitsOf(sku, outcome), 0)

  function check(): string | null {
    const odd = waiting.find(({ sku }) =>
      outcomes.some(outcome => !Number.isInteger(unitsOf(sku, outcome)) || unitsOf(sku, outcome) < 0),
    )
    const over = waiting.find(({ sku, waiting }) => sumOf(sku) > waiting)
    const isEmpty = waiting.every(({ sku }) => sumOf(sku) === 0)
    const first = waiting[0]?.sku ?? ''
    const problem = odd
      ? { sku: odd.sku, words: 'Enter whole numbers' }
      : over
        ? { sku: over.sku, words: `Only ${over.waiting} wait to be inspected` }
        : isEmpty
          ? { sku: first, words: 'Enter what became of at least one item' }
          : undefined
    setWrong(problem)
    return problem ? `${problem.sku}-restock` : null
  }

  return (
    <ActionDialog
      title="What became of it?"
      description={`Return ${number} of order ${found.orderNumber}`}
      action={{ words: 'Save the inspection', doing: 'Saving…' }}
      wayOut="Not yet"
      failure="The inspection was not saved"
      mutation={inspect}
      check={check}
      onAction={() =>
        inspect.act(
          { number, lines: waiting.flatMap(({ sku }) => linesOf(sku, unitsOf, notes[sku])) },
          `return ${number} was inspected`,
        )
      }
    >
      <p className="text-muted text-sm">
        For everything that the shop keeps, the money goes back by itself. What is sent to the customer again
        brings no money back.
      </p>
      {waiting.map(({ sku, name, waiting }) => (
        <Fieldset
          key={sku}
          id={`inspect-${sku}`}
          legend={name}
          hint={`${sku}, ${waiting} to be inspected`}
          error={wrong?.sku === sku ? wrong.words : undefined}
        >
          <div className="grid grid-cols-2 items-end gap-3">
            {outcomes.map(outcome => (
              <Field
                key={outcome}
                id={`${sku}-${outcome}`}
                label={outcomeWords[outcome]}
                optional={outcome !== 'restock'}
              >
                <Input
                  inputMode="numeric"
                  placeholder="0"
                  value={counts[`${sku} ${outcome}`] ?? ''}
                  onChange={event => {
                    setCounts({ ...counts, [`${sku} ${outcome}`]: event.target.value.trim() })
                    setWrong(undefined)
                  }}
                />
              </Field>
            ))}
          </div>
          <Field id={`${sku}-note`} label="Note" optional className="mt-3">
            <Input
              maxLength={LIMITS.returnNote}
              value={notes[sku] ?? ''}
              onChange={event => setNotes({ ...notes, [sku]: event.target.value })}
            />
          </Field>
        </Fieldset>
      ))}
    </ActionDialog>
  )
}

const linesOf = (
  sku: string,
  unitsOf: (sku: string, outcome: Outcome) => number,
  note: string | undefined,
): Sent['lines'] =>
  outcomes.flatMap(outcome => {
    const quantity = unitsOf(sku, outcome)
    return quantity > 0 ? [{ sku, quantity, outcome, note: note?.trim() || undefined }] : []
  })
