'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { May } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { type LimitPerOrderInput, limitPerOrderSchema } from '#slices/catalog/desk/limit-per-order-input.ts'
import type { StockRow } from '../stock-view.ts'
import { units } from './stock-words.ts'
import { useStockAction } from './use-stock-action.ts'

/** Shows the most units in one order, and lets staff change it. */
export function StaffMostPerOrder({ row }: { row: StockRow }) {
  const [open, setOpen] = useState(false)
  return (
    <Card aria-labelledby="most-per-order">
      <CardHeading id="most-per-order">In one order</CardHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="tabular text-muted">
          {row.maxPerOrder === null ? 'The shop’s general limit.' : `${units(row.maxPerOrder)} at most.`}
        </p>
        <Dialog open={open} onOpenChange={setOpen}>
          <May permission="products.write">
            <DialogTrigger>
              <Button variant="secondary" size="sm">
                Limit per order
              </Button>
            </DialogTrigger>
          </May>
          {open && <LimitDialog row={row} onDone={() => setOpen(false)} />}
        </Dialog>
      </div>
    </Card>
  )
}

function LimitDialog({ row, onDone }: { row: StockRow; onDone: () => void }) {
  const client = useTRPCClient()
  const [most, setMost] = useState(row.maxPerOrder?.toString() ?? '')
  const [wrong, setWrong] = useState<string>()
  const limit = useStockAction({
    action: 'limit-per-order',
    subject: row.variantId,
    send: (input: LimitPerOrderInput, actionId) =>
      client.staffCatalog.limitPerOrder.mutate({ ...input, actionId }),
    notice: 'Limit saved',
    onDone,
  })

  function send() {
    const maxPerOrder = most.trim() === '' ? null : Number(most)
    const input = limitPerOrderSchema.safeParse({ variantId: row.variantId, maxPerOrder })
    if (input.success) return limit.act(input.data, `the limit of ${row.sku} was saved`)
    setWrong(input.error.issues[0]?.message)
    document.getElementById('most')?.focus()
  }

  return (
    <ActionDialog
      title="Limit per order"
      description={row.sku}
      action={{ words: 'Save the limit', doing: 'Saving…' }}
      wayOut="Leave it"
      failure="The limit was not kept"
      mutation={limit}
      onAction={send}
    >
      <Field
        id="most"
        label="Most in one order"
        hint="Leave it empty for the shop’s own limit."
        error={wrong}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={most}
          onChange={event => {
            setMost(event.target.value)
            setWrong(undefined)
          }}
        />
      </Field>
    </ActionDialog>
  )
}
