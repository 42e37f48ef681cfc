'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useLive } from '#desk/live.tsx'
import { Read } from '#desk/page.tsx'
import { MayAt, useMay } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { optionWords } from '#slices/catalog/option-words.ts'
import { type SetStockInput, setStockSchema } from '../set-stock-input.ts'
import type { StockEverywhere } from '../stock-view.ts'
import { promisedInWords, reservedInWords, stockTrouble, units } from './stock-words.ts'
import { typedNumber } from './typed-number.ts'
import { useStockAction } from './use-stock-action.ts'

/** What lies where of each variant of a product, for those who may see it. */
export function ProductStock({ productId }: { productId: string }) {
  return useMay()('stock.read') ? <Stock productId={productId} /> : null
}

function Stock({ productId }: { productId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const stock = useQuery(
    trpc.stock.ofProduct.queryOptions({ productId }, { refetchInterval: live.refetchInterval }),
  )
  return (
    <Card aria-labelledby="stock">
      <CardHeading id="stock">Stock</CardHeading>
      <Read reading={stock} trouble={stockTrouble} loading={<Skeleton className="h-32" />}>
        {variants => (
          <ul className="divide-y divide-hairline">
            {variants.map(variant => (
              <li key={variant.sku} className="py-3">
                <p className="wrap-anywhere font-medium">
                  <Link href={`/admin/stock/${variant.variantId}`} className="link">
                    {variant.sku}
                  </Link>{' '}
                  <span className="font-normal text-muted text-sm">{optionWords(variant.options)}</span>
                </p>
                <Places variant={variant} />
              </li>
            ))}
          </ul>
        )}
      </Read>
    </Card>
  )
}

type Place = StockEverywhere['places'][number]

function Places({ variant }: { variant: StockEverywhere }) {
  if (variant.places.length === 0) return <p className="text-muted text-sm">The shop has no warehouse.</p>
  return (
    <ul>
      {variant.places.map(place => (
        <li key={place.code} className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p className="tabular text-muted text-sm">
            {place.warehouse}: {units(place.onHand)} on hand, {reservedInWords(place)}
          </p>
          <MayAt permission="stock.write" warehouseId={place.warehouseId}>
            <SetStock sku={variant.sku} place={place} />
          </MayAt>
        </li>
      ))}
    </ul>
  )
}

function SetStock({ sku, place }: { sku: string; place: Place }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" size="sm" className="max-lg:h-11">
          Set stock
          <span className="sr-only">
            {' '}
            of {sku}: {place.warehouse}
          </span>
        </Button>
      </DialogTrigger>
      {open && <SetStockDialog sku={sku} place={place} onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

const typedStock = z.object({
  onHand: typedNumber.pipe(setStockSchema.shape.onHand),
  reason: setStockSchema.shape.reason,
})
const fieldIds = { onHand: 'on-hand', reason: 'stock-reason' } as const

function SetStockDialog({ sku, place, onDone }: { sku: string; place: Place; onDone: () => void }) {
  const client = useTRPCClient()
  const { bind, check, showProblems } = useCheckedForm({
    schema: typedStock,
    defaultValues: { onHand: String(place.onHand), reason: '' },
    fieldIds,
  })
  const { id: onHandId, error: onHandError, ...onHand } = bind('onHand')
  const { id: reasonId, error: reasonError, ...reason } = bind('reason')
  const set = useStockAction({
    action: 'set-stock',
    subject: `${sku} ${place.code}`,
    send: (input: SetStockInput, actionId) => client.stock.set.mutate({ ...input, actionId }),
    notice: 'Stock set',
    onDone,
  })

  function send() {
    const { values, problems } = check()
    if (values)
      return set.act(
        { sku, warehouse: place.code, ...values },
        `the stock of ${sku} was set at ${place.warehouse}`,
      )
    showProblems(problems)
    document.getElementById(problems[0]?.name === 'onHand' ? onHandId : reasonId)?.focus()
  }

  return (
    <ActionDialog
      title="Set stock"
      description={`${sku} at ${place.warehouse}`}
      action={{ words: 'Set the stock', doing: 'Setting…' }}
      wayOut="Leave it"
      failure="The stock was not set"
      mutation={set}
      onAction={send}
    >
      <Field
        id={onHandId}
        label="Units on the shelf"
        hint={`Of these, ${promisedInWords(place)}.`}
        error={onHandError}
      >
        <Input inputMode="numeric" autoComplete="off" {...onHand} />
      </Field>
      <Field id={reasonId} label="Reason" hint="It stays in the ledger, with your name." error={reasonError}>
        <Input autoComplete="off" maxLength={200} {...reason} />
      </Field>
    </ActionDialog>
  )
}
