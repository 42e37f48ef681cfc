'use client'

import { ArrowLeft } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { NewProduct } from '../product-input.ts'
import { ActionState } from './action-state.tsx'
import { DetailsFields, detailIds } from './details-fields.tsx'
import { emptyVariant, typedDetails, typedNewVariant } from './typed-product.ts'
import { useProductAction } from './use-product-action.ts'
import { NewVariantFields, newVariantIds } from './variant-fields.tsx'

const typedProduct = typedDetails.extend(typedNewVariant.shape)

/** A product with its first variant. More variants, stock and prices are set on its page, which follows. */
export function NewProductForm() {
  const client = useTRPCClient()
  const router = useRouter()
  const { bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema: typedProduct,
    defaultValues: {
      ...emptyVariant,
      name: '',
      tagline: '',
      description: '',
      category: '',
      state: 'draft',
      manufacturer: '',
      responsiblePerson: '',
      customsCode: '',
      originCountry: '',
      taxClass: 'standard',
    },
    fieldIds: { ...detailIds, ...newVariantIds },
  })
  const create = useProductAction({
    action: 'create-product',
    subject: 'new',
    send: (input: NewProduct, actionId) => client.staffCatalog.createProduct.mutate({ ...input, actionId }),
    notice: 'Product created',
    onDone: ({ id }) => router.push(`/admin/products/${id}`),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    const { category, sku, price, options, barcode, weight, ...details } = values
    const variant = { sku, price, options, barcode, weightGrams: weight }
    create.act(
      { ...details, categories: category ? [category] : [], variants: [variant] },
      `the product ${details.name} was created`,
    )
  }

  return (
    <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-4">
      <div>
        <ButtonLink href="/admin/products" variant="quiet" size="sm" className="-ml-3">
          <ArrowLeft aria-hidden="true" />
          All products
        </ButtonLink>
        <h1 className="mt-1 text-3xl">New product</h1>
      </div>
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      <Card aria-labelledby="details" className="flex flex-col gap-4">
        <CardHeading id="details">About it</CardHeading>
        <DetailsFields bind={bind} />
      </Card>
      <Card aria-labelledby="first-variant" className="flex flex-col gap-4">
        <CardHeading id="first-variant">First variant</CardHeading>
        <NewVariantFields bind={bind} />
      </Card>
      <ActionState action={create} failure="The product was not created" />
      <div>
        <Button type="submit" guardRepeat pending={create.isPending} pendingLabel="Creating…">
          Create the product
        </Button>
      </div>
    </form>
  )
}
