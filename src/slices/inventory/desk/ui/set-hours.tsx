'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useWrongFields } from '#desk/use-wrong-fields.ts'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { clockWords } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { setHoursSchema } from '#slices/inventory/warehouses/warehouse-input.ts'
import { useStockAction } from './use-stock-action.ts'

const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A button that says when parcels leave a warehouse. */
export function SetHours({ warehouse }: { warehouse: Warehouse }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" wide className="w-auto max-lg:min-h-11">
          Change when parcels leave
          <span className="sr-only"> {warehouse.name}</span>
        </Button>
      </DialogTrigger>
      {open && <HoursDialog warehouse={warehouse} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

const fieldIds = {
  cutOff: 'hours-cut-off',
  timeZone: 'hours-zone',
  workingDays: 'hours-days',
  closedDays: 'hours-closed',
}
const fields = setHoursSchema.pick({ cutOff: true, timeZone: true, workingDays: true, closedDays: true })

function HoursDialog({
  warehouse: { code, name, hours },
  onDone,
}: {
  warehouse: Warehouse
  onDone: () => void
}) {
  const client = useTRPCClient()
  const [cutOff, setCutOff] = useState(clockWords(hours.cutOffMinute))
  const [timeZone, setTimeZone] = useState(hours.timeZone)
  const [workingDays, setWorkingDays] = useState<readonly number[]>(hours.workingDays)
  const [closed, setClosed] = useState(hours.closedDays.join('\n'))
  const { wrong, right, show } = useWrongFields(fieldIds)
  const read = () =>
    fields.safeParse({
      cutOff,
      timeZone: timeZone.trim(),
      workingDays,
      closedDays: closed.split(/[\s,]+/).filter(Boolean),
    })
  const set = useStockAction({
    action: 'warehouse-hours',
    subject: code,
    send: (input: z.infer<typeof fields> & { reason: string }, actionId) =>
      client.stock.setHours.mutate({ code, ...input, actionId }),
    notice: 'Changed when parcels leave',
    onDone,
  })

  return (
    <ActionDialog
      title="When do parcels leave?"
      description={name}
      question={{ label: 'Reason', schema: setHoursSchema.shape.reason, keptIn: 'who did what' }}
      action={{ words: 'Save', doing: 'Saving…' }}
      wayOut="Leave it"
      failure="Nothing was changed"
      mutation={set}
      check={() => show(read())}
      onAction={reason => {
        const { data } = read()
        if (data) set.act({ ...data, reason }, `it was changed when parcels leave ${code}`)
      }}
    >
      <p className="text-muted">What is promised from now on goes by this. Promises that were made stay.</p>
      <Field
        id={fieldIds.cutOff}
        label="Cut-off"
        hint="What is ordered before leaves on the same day."
        error={wrong.cutOff}
      >
        <Input
          type="time"
          value={cutOff}
          onChange={event => {
            setCutOff(event.target.value)
            right('cutOff')
          }}
        />
      </Field>
      <Field id={fieldIds.timeZone} label="Time zone" hint="Such as Europe/London." error={wrong.timeZone}>
        <Input
          autoComplete="off"
          spellCheck={false}
          value={timeZone}
          onChange={event => {
            setTimeZone(event.target.value)
            right('timeZone')
          }}
        />
      </Field>
      <Fieldset legend="Parcels leave on" id={fieldIds.workingDays} error={wrong.workingDays}>
        {WEEK.map((day, number) => (
          <CheckboxField
            key={day}
            id={`hours-day-${number}`}
            label={day}
            checked={workingDays.includes(number)}
            onChange={({ target: { checked } }) =>
              setWorkingDays(days => (checked ? [...days, number] : days.filter(other => other !== number)))
            }
          />
        ))}
      </Fieldset>
      <Field
        id={fieldIds.closedDays}
        label="Closed on"
        hint="Days such as 2026-12-24, one on each line. Public holidays are known without them."
        error={wrong.closedDays}
      >
        <Textarea
          rows={3}
          value={closed}
          onChange={event => {
            setClosed(event.target.value)
            right('closedDays')
          }}
        />
      </Field>
    </ActionDialog>
  )
}
