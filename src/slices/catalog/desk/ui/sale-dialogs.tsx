'use client'

import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { optionWords } from '#slices/catalog/option-words.ts'
import type { DeskProduct } from '../product-queries.ts'
import type { DeskSale } from '../sales/queries.ts'
import type { NewSale } from '../sales/sale-input.ts'
import { saleWords } from '../sales/sale-words.ts'
import { type Bound, ChoiceField, TextField } from './bound-field.tsx'
import { emptySale, saleIds, typedSale } from './typed-sale.ts'
import { useProductAction } from './use-product-action.ts'
import { PriceField } from './variant-fields.tsx'

export function SetSaleDialog({ product, onDone }: { product: DeskProduct; onDone: () => void }) {
  const client = useTRPCClient()
  const [id] = useState(() => uuidv7())
  const { bind, check, showProblems, form } = useCheckedForm({
    schema: typedSale,
    defaultValues: emptySale,
    fieldIds: saleIds,
  })
  const set = useProductAction({
    action: 'set-sale',
    subject: product.id,
    send: (sale: NewSale, actionId) =>
      client.staffCatalog.setSale.mutate({ id, productId: product.id, ...sale, actionId }),
    notice: 'Sale set',
    onDone,
  })

  function send() {
    const { values, problems } = check()
    if (values) return set.act(values, `a sale of ${product.name} was set`)
    showProblems(problems)
    const first = Object.entries(saleIds).find(([name]) => problems.some(problem => problem.name === name))
    document.getElementById(first?.[1] ?? '')?.focus()
  }

  return (
    <ActionDialog
      title="Set a sale"
      description={product.name}
      action={{ words: 'Set the sale', doing: 'Setting…' }}
      wayOut="Leave it"
      failure="The sale was not set"
      mutation={set}
      onAction={send}
    >
      <SaleFields bind={bind} kind={form.watch('kind')} product={product} />
      <p className="text-muted text-sm">
        Shoppers see the price of before it struck through, and the lowest price of the 30 days before.
      </p>
    </ActionDialog>
  )
}

function SaleFields({
  bind,
  kind,
  product,
}: {
  bind: (name: keyof typeof saleIds) => Bound
  kind: 'percent' | 'price'
  product: DeskProduct
}) {
  return (
    <>
      <ChoiceField bound={bind('of')} label="Of">
        <option value="">Every variant that is sold</option>
        {product.variants.map(({ sku, options }) => (
          <option key={sku} value={sku}>
            {[sku, optionWords(options)].filter(Boolean).join(', ')}
          </option>
        ))}
      </ChoiceField>
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField bound={bind('kind')} label="It costs">
          <option value="percent">So much per cent less</option>
          <option value="price">One price</option>
        </ChoiceField>
        {kind === 'percent' ? (
          <TextField bound={bind('percent')} label="Per cent off" inputMode="numeric" suffix="%" />
        ) : (
          <PriceField bound={bind('price')} />
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          bound={bind('startsAt')}
          label="From"
          hint="London time. Empty: now."
          type="datetime-local"
          optional
        />
        <TextField
          bound={bind('endsAt')}
          label="To"
          hint="London time. Empty: until you end it."
          type="datetime-local"
          optional
        />
      </div>
    </>
  )
}

export function StopSaleDialog({
  productId,
  sale,
  onDone,
}: {
  productId: string
  sale: DeskSale
  onDone: () => void
}) {
  const client = useTRPCClient()
  const isRunning = sale.state === 'running'
  const stop = useProductAction({
    action: 'stop-sale',
    subject: sale.id,
    send: (_: object, actionId) => client.staffCatalog.stopSale.mutate({ id: sale.id, productId, actionId }),
    notice: isRunning ? 'Sale ended' : 'Sale taken back',
    onDone,
  })
  return (
    <ActionDialog
      title={isRunning ? 'End the sale' : 'Take the sale back'}
      description={saleWords(sale.startsAt, sale.endsAt)}
      action={{ words: isRunning ? 'End it now' : 'Take it back', doing: 'Sending…', danger: true }}
      wayOut="Keep it"
      failure="The sale goes on as it was"
      mutation={stop}
      onAction={() => stop.act({}, isRunning ? 'the sale was ended' : 'the sale was taken back')}
    >
      <p className="text-muted text-sm">
        {isRunning
          ? 'Its variants cost their usual price at once. Orders keep the price that they were placed at.'
          : 'Shoppers have not seen it.'}
      </p>
    </ActionDialog>
  )
}
