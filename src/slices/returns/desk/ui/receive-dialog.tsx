'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { useReturnAction } from './use-return-action.ts'

type Sent = {
  number: string
  warehouse: string
  lines: { sku: string; quantity: number }[]
  reason?: string | undefined
}

const dueOf = ({ approved, extra, received }: DeskReturn['lines'][number]) =>
  Math.max(0, approved + extra - received)

/** Takes a box in. What is expected is filled in; more than that needs a reason. */
export function ReceiveDialog({ found, onDone }: { found: DeskReturn; onDone: () => void }) {
  const client = useTRPCClient()
  const { number, lines } = found
  const [counts, setCounts] = useState<Record<string, string>>(
    Object.fromEntries(lines.map(line => [line.sku, String(dueOf(line))])),
  )
  const [warehouse, setWarehouse] = useState(found.warehouse.code)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<{ id: string; words: string }>()
  const receive = useReturnAction<Sent>({
    action: 'receive-return',
    number,
    send: (input, actionId) => client.staffReturns.receive.mutate({ ...input, actionId }),
    said: 'Taken in. Nothing of it is on sale before it is inspected.',
    onDone,
  })
  const unitsOf = (sku: string) => Number(counts[sku] ?? 0)
  const isMore = found.closedAt !== null || lines.some(line => unitsOf(line.sku) > dueOf(line))
  const hasCome = lines.some(({ received }) => received > 0)

  function check(): string | null {
    const odd = lines.find(({ sku }) => !Number.isInteger(unitsOf(sku)) || unitsOf(sku) < 0)
    const found = odd
      ? { id: `count-${odd.sku}`, words: 'Enter a whole number' }
      : lines.every(({ sku }) => unitsOf(sku) === 0)
        ? { id: `count-${lines[0]?.sku}`, words: 'Enter what is in the box' }
        : isMore && !reasonSchema.safeParse(reason).success
          ? { id: 'more-reason', words: 'Say why more is taken in than was approved' }
          : undefined
    setWrong(found)
    return found?.id ?? null
  }

  return (
    <ActionDialog
      title="Take in what came back"
      description={`Return ${number} of order ${found.orderNumber}`}
      action={{ words: 'Take in', doing: 'Saving…' }}
      wayOut="Not yet"
      failure="Nothing was taken in"
      mutation={receive}
      check={check}
      onAction={() =>
        receive.act(
          {
            number,
            warehouse,
            lines: lines.flatMap(({ sku }) => (unitsOf(sku) > 0 ? [{ sku, quantity: unitsOf(sku) }] : [])),
            ...(isMore && { reason }),
          },
          `a box of return ${number} was taken in`,
        )
      }
    >
      {lines.map(line => (
        <Field
          key={line.sku}
          id={`count-${line.sku}`}
          label={line.name}
          hint={`${line.sku}, ${dueOf(line)} expected`}
          error={wrong?.id === `count-${line.sku}` ? wrong.words : undefined}
        >
          <Input
            inputMode="numeric"
            className="max-w-28"
            value={counts[line.sku] ?? ''}
            onChange={event => setCounts({ ...counts, [line.sku]: event.target.value.trim() })}
          />
        </Field>
      ))}
      {!hasCome && found.warehouses.length > 1 && (
        <Field id="receive-warehouse" label="In which warehouse?">
          <Select value={warehouse} onChange={event => setWarehouse(event.target.value)}>
            {found.warehouses.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {isMore && (
        <Field
          id="more-reason"
          label="Why is more taken in?"
          hint="It stays in the history of the return."
          error={wrong?.id === 'more-reason' ? wrong.words : undefined}
        >
          <Textarea
            rows={2}
            className="min-h-18"
            maxLength={LIMITS.reason}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </Field>
      )}
    </ActionDialog>
  )
}
