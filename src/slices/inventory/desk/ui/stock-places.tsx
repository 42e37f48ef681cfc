'use client'

import { useState } from 'react'
import { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { MayAt } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { type CountInput, countSchema } from '../launch-input.ts'
import { availableAt, type StockPlace, type StockRow } from '../stock-view.ts'
import { promisedInWords, reservedInWords, units, unitsInWords } from './stock-words.ts'
import { typedNumber } from './typed-number.ts'
import { useStockAction } from './use-stock-action.ts'
import { WarehouseBadge } from './warehouse-badge.tsx'

/** Shows each warehouse with its units, and lets staff correct them by a count. */
export function StaffStockPlaces({ row }: { row: StockRow }) {
  return (
    <Card aria-labelledby="places">
      <CardHeading id="places">Warehouses</CardHeading>
      {row.places.length === 0 ? (
        <p className="text-muted">No warehouse has ever held this variant.</p>
      ) : (
        <ul className="divide-y divide-hairline">
          {row.places.map(place => (
            <li
              key={place.warehouseId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
            >
              <div>
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {place.warehouse}
                  <WarehouseBadge state={place.state} />
                </p>
                <p className="tabular text-muted text-sm">
                  {units(place.onHand)} on hand, {reservedInWords(place)}, {units(availableAt(place))}{' '}
                  available
                </p>
              </div>
              <Count row={row} place={place} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Count({ row, place }: { row: StockRow; place: StockPlace }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <MayAt permission="stock.write" warehouseId={place.warehouseId}>
        <DialogTrigger>
          <Button variant="secondary" size="sm" aria-label={`Correct by a count: ${place.warehouse}`}>
            Correct by a count
          </Button>
        </DialogTrigger>
      </MayAt>
      {open && <CountDialog row={row} place={place} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

const typedSchema = z.object({
  counted: typedNumber.pipe(countSchema.shape.counted),
  note: countSchema.shape.note,
})
const fieldIds = { counted: 'counted', note: 'count-note' }

function CountDialog({ row, place, onDone }: { row: StockRow; place: StockPlace; onDone: () => void }) {
  const client = useTRPCClient()
  // The number when the count began. The server reports any change since then.
  const [seen] = useState(place.onHand)
  const { form, bind, check, showProblems } = useCheckedForm({
    schema: typedSchema,
    defaultValues: { counted: '', note: '' },
    fieldIds,
  })
  const { id: countedId, error: countedError, ...counted } = bind('counted')
  const { id: noteId, error: noteError, ...note } = bind('note')
  const count = useStockAction({
    action: 'count',
    subject: `${row.variantId} ${place.warehouseId}`,
    send: (input: CountInput, actionId) => client.stock.count.mutate({ ...input, actionId }),
    notice: 'Count saved',
    onDone,
  })

  function send() {
    const { values, problems } = check()
    if (values)
      return count.act(
        { variantId: row.variantId, warehouseId: place.warehouseId, seen, ...values },
        `${values.counted} of ${row.sku} were written down at ${place.warehouse}`,
      )
    showProblems(problems)
    document.getElementById(problems[0]?.name === 'counted' ? countedId : noteId)?.focus()
  }

  const difference = (typedNumber.parse(form.watch('counted')) ?? seen) - seen
  return (
    <ActionDialog
      title="Correct by a count"
      description={`${row.sku} at ${place.warehouse}`}
      action={{ words: 'Write the count down', doing: 'Writing…' }}
      wayOut="Leave it"
      failure="The count was not written down"
      mutation={count}
      onAction={send}
    >
      <Field
        id={countedId}
        label="Units on the shelf"
        hint={`The books say ${units(seen)}, of which ${promisedInWords(place)}.`}
        error={countedError}
      >
        <Input inputMode="numeric" autoComplete="off" {...counted} />
      </Field>
      <Field
        id={noteId}
        label="Why they differ"
        hint="It stays in the ledger, with your name."
        error={noteError}
      >
        <Input autoComplete="off" maxLength={200} {...note} />
      </Field>
      {Number.isInteger(difference) && difference !== 0 && (
        <p className="text-muted text-sm">
          {difference > 0 ? `${unitsInWords(difference)} more` : `${unitsInWords(-difference)} fewer`} than
          the books say.
        </p>
      )}
    </ActionDialog>
  )
}
