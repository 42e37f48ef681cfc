'use client'

import { z } from 'zod'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { SetPriceInput, VariantChange } from '../product-input.ts'
import type { DeskVariant } from '../product-queries.ts'
import { ChoiceField } from './bound-field.tsx'
import { emptyVariant, typedNewVariant, typedPrice, typedVariant, variantOf } from './typed-product.ts'
import { useProductAction } from './use-product-action.ts'
import { NewVariantFields, newVariantIds, PriceField, VariantFields, variantIds } from './variant-fields.tsx'

/** Sends what changes of one variant. */
function useVariantAction(about: { action: string; productId: string; sku: string; onDone: () => void }) {
  const client = useTRPCClient()
  const { action, productId, sku, onDone } = about
  return useProductAction({
    action,
    subject: `${productId} ${sku}`,
    send: (variant: VariantChange, actionId) =>
      client.staffCatalog.changeProduct.mutate({ id: productId, variants: [variant], actionId }),
    notice: 'Variant saved',
    onDone,
  })
}

export function AddVariantDialog({ productId, onDone }: { productId: string; onDone: () => void }) {
  const { bind, check, showProblems } = useCheckedForm({
    schema: typedNewVariant,
    defaultValues: emptyVariant,
    fieldIds: newVariantIds,
  })
  const add = useVariantAction({ action: 'add-variant', productId, sku: 'new', onDone })

  function send() {
    const { values, problems } = check()
    if (!values) return tell(problems, showProblems, newVariantIds)
    const { weight, ...variant } = values
    add.act({ ...variant, weightGrams: weight, onSale: undefined }, `the variant ${values.sku} was added`)
  }

  return (
    <ActionDialog
      title="Add a variant"
      description="It is on sale with the product"
      action={{ words: 'Add the variant', doing: 'Adding…' }}
      wayOut="Leave it"
      failure="The variant was not added"
      mutation={add}
      onAction={send}
    >
      <NewVariantFields bind={bind} />
    </ActionDialog>
  )
}

const typedChange = typedVariant.extend({ sold: z.enum(['yes', 'no']) })
const changeIds = { ...variantIds, sold: 'variant-sold' } as const

export function ChangeVariantDialog({
  productId,
  variant,
  onDone,
}: {
  productId: string
  variant: DeskVariant
  onDone: () => void
}) {
  const { sku, onSale } = variant
  const { bind, check, showProblems } = useCheckedForm({
    schema: typedChange,
    defaultValues: { ...variantOf(variant), sold: onSale ? 'yes' : 'no' },
    fieldIds: changeIds,
  })
  const change = useVariantAction({ action: 'change-variant', productId, sku, onDone })

  function send() {
    const { values, problems } = check()
    if (!values) return tell(problems, showProblems, changeIds)
    const { options, barcode, weight, sold } = values
    change.act(
      { sku, options, barcode, weightGrams: weight, onSale: sold === 'yes', price: undefined },
      `the variant ${sku} was saved`,
    )
  }

  return (
    <ActionDialog
      title="Change the variant"
      description={sku}
      action={{ words: 'Save the variant', doing: 'Saving…' }}
      wayOut="Leave it"
      failure="The variant was not saved"
      mutation={change}
      onAction={send}
    >
      <VariantFields bind={bind} />
      <ChoiceField bound={bind('sold')} label="Sold">
        <option value="yes">With the product</option>
        <option value="no">Not any more</option>
      </ChoiceField>
    </ActionDialog>
  )
}

const priceIds = { price: 'new-price' } as const

export function SetPriceDialog({ variant, onDone }: { variant: DeskVariant; onDone: () => void }) {
  const client = useTRPCClient()
  const { sku, price } = variant
  const { bind, check, showProblems } = useCheckedForm({
    schema: z.object({ price: typedPrice }),
    defaultValues: { price: price ? (price.amount / 100).toFixed(2) : '' },
    fieldIds: priceIds,
  })
  const set = useProductAction({
    action: 'set-price',
    subject: sku,
    send: (input: SetPriceInput, actionId) => client.staffCatalog.setPrice.mutate({ ...input, actionId }),
    notice: 'Price changed',
    onDone,
  })

  function send() {
    const { values, problems } = check()
    if (!values) return tell(problems, showProblems, priceIds)
    set.act({ sku, ...values.price }, `the price of ${sku} was changed`)
  }

  return (
    <ActionDialog
      title="Change the price"
      description={sku}
      action={{ words: 'Change the price', doing: 'Changing…' }}
      wayOut="Leave it"
      failure="The price was not changed"
      mutation={set}
      onAction={send}
    >
      <PriceField bound={bind('price')} />
      <p className="text-muted text-sm">
        It holds from now on. Orders keep their price, and a cart that shows the old one says that it changed.
      </p>
    </ActionDialog>
  )
}

type Problems = { name: string; message: string }[]

/** Shows what is wrong beside the fields, and goes to the first of them. */
function tell(problems: Problems, show: (problems: Problems) => void, ids: Readonly<Record<string, string>>) {
  show(problems)
  const [first] = Object.keys(ids).filter(name => problems.some(problem => problem.name === name))
  document.getElementById(ids[first ?? ''] ?? '')?.focus()
}
