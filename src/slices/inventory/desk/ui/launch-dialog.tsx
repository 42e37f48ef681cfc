'use client'

import { type ComponentProps, useState } from 'react'
import { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { asFieldText, momentOf } from '#desk/desk-moment.ts'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { bucketCounts } from '#slices/inventory/buckets.ts'
import { type PlanLaunchInput, planLaunchSchema } from '../launch-input.ts'
import type { StockRow } from '../stock-view.ts'
import { typedNumber } from './typed-number.ts'
import { useStockAction } from './use-stock-action.ts'

const HOUR_MS = 3_600_000
const fieldIds = {
  startsAt: 'launch-startsAt',
  endsAt: 'launch-endsAt',
  buckets: 'launch-buckets',
  hasLine: 'launch-hasLine',
  admitPerMinute: 'launch-admitPerMinute',
  turnMinutes: 'launch-turnMinutes',
  unitsPerTurn: 'launch-unitsPerTurn',
}
/** What a launch without a line has in place of the three numbers. */
const NO_LINE = { admitPerMinute: null, turnMinutes: 10, unitsPerTurn: 4 }

const typedSchema = (variantId: string) =>
  z
    .object({
      startsAt: z.string(),
      endsAt: z.string(),
      buckets: z.string(),
      hasLine: z.boolean(),
      admitPerMinute: typedNumber,
      turnMinutes: typedNumber,
      unitsPerTurn: typedNumber,
    })
    .transform(({ startsAt, endsAt, buckets, hasLine, ...line }): unknown => ({
      variantId,
      startsAt: momentOf(startsAt),
      endsAt: momentOf(endsAt),
      buckets: Number(buckets),
      ...(hasLine ? line : NO_LINE),
    }))
    .pipe(planLaunchSchema)

/** Asks for the launch's times, its number of buckets and its line. */
export function StaffLaunchDialog({ row, now, onDone }: { row: StockRow; now: Date; onDone: () => void }) {
  const client = useTRPCClient()
  const [schema] = useState(() => typedSchema(row.variantId))
  const { form, bind, check, showProblems, forgetProblems } = useCheckedForm({
    schema,
    defaultValues: {
      startsAt: asFieldText(new Date(now.getTime() + HOUR_MS)),
      endsAt: asFieldText(new Date(now.getTime() + 25 * HOUR_MS)),
      buckets: '16',
      hasLine: true,
      admitPerMinute: '600',
      turnMinutes: '10',
      unitsPerTurn: '4',
    },
    fieldIds,
  })
  const plan = useStockAction({
    action: 'plan-launch',
    subject: row.variantId,
    send: (input: PlanLaunchInput, actionId) => client.stock.planLaunch.mutate({ ...input, actionId }),
    notice: 'Launch planned',
    onDone,
  })
  const { error: startsAtError, onChange: onStartsAt, ...startsAt } = bind('startsAt')
  const { error: endsAtError, ...endsAt } = bind('endsAt')
  const { error: _none, ...buckets } = bind('buckets')

  function send() {
    const { values, problems } = check()
    if (values) return plan.act(values, `a launch of ${row.sku} was planned`)
    showProblems(problems)
    const [first] = problems
    document.getElementById(`launch-${first?.name}`)?.focus()
  }

  return (
    <ActionDialog
      title="Plan a launch"
      description={row.sku}
      action={{ words: 'Plan the launch', doing: 'Planning…' }}
      wayOut="Not now"
      failure="The launch was not planned"
      mutation={plan}
      onAction={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          id={startsAt.id}
          label="Starts"
          hint="London time. Nobody can buy it earlier."
          error={startsAtError}
        >
          <Input
            type="datetime-local"
            {...startsAt}
            onChange={event => {
              void onStartsAt(event)
              // What is wrong with the end may be right for another start.
              forgetProblems(['endsAt'])
            }}
          />
        </Field>
        <Field
          id={endsAt.id}
          label="Ends"
          hint="London time. It stays on sale as usual afterwards."
          error={endsAtError}
        >
          <Input type="datetime-local" {...endsAt} />
        </Field>
      </div>
      <Field id={buckets.id} label="Buckets" hint="16 serve some thousand buyers a second.">
        <Select {...buckets}>
          {bucketCounts.map(count => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </Select>
      </Field>
      <CheckboxField
        label="Buyers wait in a line"
        hint="Buyers get their turns in order of arrival, at the pace you set."
        {...bind('hasLine')}
      />
      {form.watch('hasLine') && (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField label="Let in a minute" {...bind('admitPerMinute')} />
          <NumberField label="Minutes a turn lasts" {...bind('turnMinutes')} />
          <NumberField label="Units a turn buys" {...bind('unitsPerTurn')} />
        </div>
      )}
    </ActionDialog>
  )
}

type NumberFieldProps = ComponentProps<'input'> & { id: string; label: string; error: string | undefined }

function NumberField({ id, label, error, ...control }: NumberFieldProps) {
  return (
    <Field id={id} label={label} error={error}>
      <Input inputMode="numeric" autoComplete="off" {...control} />
    </Field>
  )
}
