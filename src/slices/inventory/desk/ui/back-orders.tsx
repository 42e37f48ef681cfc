'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { May } from '#desk/rights.tsx'
import { useWrongFields } from '#desk/use-wrong-fields.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { formatDay } from '#platform/ui/format.ts'
import { setOfferSchema } from '#slices/inventory/waiting/offer-input.ts'
import type { Offer } from '#slices/inventory/waiting/queries.ts'
import type { StockOfVariant } from '../stock-view.ts'
import { units } from './stock-words.ts'
import { useStockAction } from './use-stock-action.ts'

/** Whether the variant is sold beyond its stock, until which day, and how many units wait. */
export function StaffBackOrders({ stock: { row, offer } }: { stock: StockOfVariant }) {
  const [open, setOpen] = useState<'set' | 'end' | null>(null)
  const close = () => setOpen(null)
  return (
    <Card aria-labelledby="back-orders">
      <CardHeading id="back-orders" aside={offer.sells && <Badge tone="info">Sells</Badge>}>
        Back-orders
      </CardHeading>
      <p className="max-w-prose text-muted">{offerWords(offer)}</p>
      <May permission="stock.write">
        <div className="mt-3 flex flex-wrap gap-2">
          <Dialog open={open === 'set'} onOpenChange={shown => setOpen(shown ? 'set' : null)}>
            <DialogTrigger>
              <Button variant="secondary" size="sm">
                {offer.sells ? 'Change back-orders' : 'Sell beyond stock'}
              </Button>
            </DialogTrigger>
            {open === 'set' && <OfferDialog sku={row.sku} offer={offer} onDone={close} />}
          </Dialog>
          {offer.sells && (
            <Dialog open={open === 'end'} onOpenChange={shown => setOpen(shown ? 'end' : null)}>
              <DialogTrigger>
                <Button variant="quiet" size="sm">
                  End back-orders
                </Button>
              </DialogTrigger>
              {open === 'end' && <EndDialog sku={row.sku} onDone={close} />}
            </Dialog>
          )}
        </div>
      </May>
    </Card>
  )
}

function offerWords({ expectedOn, most, waiting, sells }: Offer): string {
  const wait = `${units(waiting)} ${waiting === 1 ? 'unit waits' : 'units wait'}`
  if (!expectedOn) return 'Sold from the shelf alone.'
  const day = formatDay(expectedOn, { timeZone: 'UTC' })
  if (sells)
    return `Sold beyond its stock until ${day}, when more is expected. ${wait}, ${units(most)} at most.`
  return waiting > 0
    ? `Sold from the shelf alone. ${wait} for stock that is expected ${day}.`
    : 'Sold from the shelf alone.'
}

const fieldIds = { expectedOn: 'offer-expected-on', most: 'offer-most' }
const fields = setOfferSchema.pick({ expectedOn: true, most: true })

function OfferDialog({ sku, offer, onDone }: { sku: string; offer: Offer; onDone: () => void }) {
  const client = useTRPCClient()
  const [expectedOn, setExpectedOn] = useState(offer.expectedOn ?? '')
  const [most, setMost] = useState(offer.most ? String(offer.most) : '')
  const { wrong, right, show } = useWrongFields(fieldIds)
  const read = () => fields.safeParse({ expectedOn, most: most.trim() === '' ? undefined : Number(most) })
  const set = useStockAction({
    action: 'back-orders-set',
    subject: sku,
    send: (input: z.infer<typeof fields> & { reason: string }, actionId) =>
      client.stock.setOffer.mutate({ sku, ...input, actionId }),
    notice: 'Sold beyond its stock',
    onDone,
  })

  return (
    <ActionDialog
      title="Sell beyond stock"
      description={sku}
      question={{ label: 'Reason', schema: reasonSchema, keptIn: 'who did what' }}
      action={{ words: 'Save', doing: 'Saving…' }}
      wayOut="Leave it"
      failure="Nothing was changed"
      mutation={set}
      check={() => show(read())}
      onAction={reason => {
        const { data } = read()
        if (data) set.act({ ...data, reason }, `${sku} is sold beyond its stock`)
      }}
    >
      <p className="text-muted">
        Shoppers pay in full and wait. What comes in goes to those who came first, before anybody else can buy
        it.
      </p>
      <Field
        id={fieldIds.expectedOn}
        label="Stock expected on"
        hint="Shoppers read this day, and it sells until the day is over."
        error={wrong.expectedOn}
      >
        <Input
          type="date"
          value={expectedOn}
          onChange={event => {
            setExpectedOn(event.target.value)
            right('expectedOn')
          }}
        />
      </Field>
      <Field id={fieldIds.most} label="Most units that may wait" error={wrong.most}>
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={most}
          onChange={event => {
            setMost(event.target.value)
            right('most')
          }}
        />
      </Field>
    </ActionDialog>
  )
}

function EndDialog({ sku, onDone }: { sku: string; onDone: () => void }) {
  const client = useTRPCClient()
  const end = useStockAction({
    action: 'back-orders-end',
    subject: sku,
    send: (input: { reason: string }, actionId) => client.stock.endOffer.mutate({ sku, ...input, actionId }),
    notice: 'Sold from the shelf alone',
    onDone,
  })
  return (
    <ActionDialog
      title="End back-orders?"
      description={sku}
      question={{ label: 'Reason', schema: reasonSchema, keptIn: 'who did what' }}
      action={{ words: 'End back-orders', doing: 'Ending…' }}
      wayOut="Leave it"
      failure="Nothing was changed"
      mutation={end}
      onAction={reason => end.act({ reason }, `the back-orders of ${sku} were ended`)}
    >
      <p className="text-muted">
        It is sold from the shelf alone from now on. Those who wait keep their place in the line.
      </p>
    </ActionDialog>
  )
}
