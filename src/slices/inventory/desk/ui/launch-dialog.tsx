'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { CheckboxField } from '#platform/ui/checkbox-field.tsx'
import { Field } from '#platform/ui/field.tsx'
import { Input } from '#platform/ui/input.tsx'
import { Select } from '#platform/ui/select.tsx'
import { bucketCounts } from '#slices/inventory/buckets.ts'
import { type PlanLaunchInput, planLaunchSchema } from '../launch-input.ts'
import type { StockRow } from '../stock-view.ts'
import { asFieldText, momentOf } from './desk-moment.ts'
import { useStockAction } from './use-stock-action.ts'

const HOUR_MS = 3_600_000
const fields = ['startsAt', 'endsAt', 'admitPerMinute', 'turnMinutes', 'unitsPerTurn'] as const

/** Asks for the launch's times, its number of buckets and its line. */
export function StaffLaunchDialog({ row, now, onDone }: { row: StockRow; now: Date; onDone: () => void }) {
  const client = useTRPCClient()
  const [drafted, setDrafted] = useState(() => ({
    startsAt: asFieldText(new Date(now.getTime() + HOUR_MS)),
    endsAt: asFieldText(new Date(now.getTime() + 25 * HOUR_MS)),
    buckets: '16',
    hasLine: true,
    admitPerMinute: '600',
    turnMinutes: '10',
    unitsPerTurn: '4',
  }))
  const [wrong, setWrong] = useState<Record<string, string | undefined>>({})
  const plan = useStockAction({
    action: 'plan-launch',
    subject: row.variantId,
    send: (input: PlanLaunchInput, actionId) => client.stock.planLaunch.mutate({ ...input, actionId }),
    notice: 'Launch planned',
    onDone,
  })

  const type = (changed: Partial<typeof drafted>) => {
    setDrafted({ ...drafted, ...changed })
    setWrong({})
  }
  const field = (name: (typeof fields)[number]) => ({
    id: `launch-${name}`,
    error: wrong[name],
  })
  const input = (name: (typeof fields)[number]) => ({
    value: drafted[name],
    onChange: (event: { target: { value: string } }) => type({ [name]: event.target.value }),
  })

  function send() {
    const input = planLaunchSchema.safeParse({
      variantId: row.variantId,
      startsAt: momentOf(drafted.startsAt),
      endsAt: momentOf(drafted.endsAt),
      buckets: Number(drafted.buckets),
      admitPerMinute: drafted.hasLine ? numberOf(drafted.admitPerMinute) : null,
      turnMinutes: drafted.hasLine ? numberOf(drafted.turnMinutes) : 10,
      unitsPerTurn: drafted.hasLine ? numberOf(drafted.unitsPerTurn) : 4,
    })
    if (input.success) return plan.act(input.data, `a launch of ${row.sku} was planned`)
    const found = Object.fromEntries(input.error.issues.map(issue => [issue.path.join('.'), issue.message]))
    setWrong(found)
    document.getElementById(`launch-${fields.find(name => found[name])}`)?.focus()
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
        <Field label="Starts" hint="London time. Nobody can buy it earlier." {...field('startsAt')}>
          <Input type="datetime-local" {...input('startsAt')} />
        </Field>
        <Field label="Ends" hint="London time. It stays on sale as usual afterwards." {...field('endsAt')}>
          <Input type="datetime-local" {...input('endsAt')} />
        </Field>
      </div>
      <Field label="Buckets" hint="16 serve some thousand buyers a second.">
        <Select value={drafted.buckets} onChange={event => type({ buckets: event.target.value })}>
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
        checked={drafted.hasLine}
        onChange={event => type({ hasLine: event.target.checked })}
      />
      {drafted.hasLine && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Let in a minute" {...field('admitPerMinute')}>
            <Input inputMode="numeric" autoComplete="off" {...input('admitPerMinute')} />
          </Field>
          <Field label="Minutes a turn lasts" {...field('turnMinutes')}>
            <Input inputMode="numeric" autoComplete="off" {...input('turnMinutes')} />
          </Field>
          <Field label="Units a turn buys" {...field('unitsPerTurn')}>
            <Input inputMode="numeric" autoComplete="off" {...input('unitsPerTurn')} />
          </Field>
        </div>
      )}
    </ActionDialog>
  )
}

/** The schema refuses a text that is not a number. */
const numberOf = (typed: string) => (typed.trim() === '' ? undefined : Number(typed))
