'use client'

import type { FormEvent } from 'react'
import type { z } from 'zod'
import { useMay } from '#desk/rights.tsx'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { DeskProduct } from '../product-queries.ts'
import { ActionState } from './action-state.tsx'
import { DetailsFields, detailIds } from './details-fields.tsx'
import { detailsOf, typedDetails } from './typed-product.ts'
import { useProductAction } from './use-product-action.ts'

type Details = Omit<z.output<typeof typedDetails>, 'category'> & { id: string; categories: string[] }

/** What is said of the product, as a form. Without the permission to change it, the fields are read only. */
export function ProductDetails({ product }: { product: DeskProduct }) {
  const client = useTRPCClient()
  const mayWrite = useMay()('products.write')
  const { bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema: typedDetails,
    defaultValues: detailsOf(product),
    fieldIds: detailIds,
  })
  const change = useProductAction({
    action: 'change-product',
    subject: product.id,
    send: (input: Details, actionId) => client.staffCatalog.changeProduct.mutate({ ...input, actionId }),
    notice: 'Product saved',
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    const { category, ...details } = values
    change.act(
      { id: product.id, ...details, categories: category ? [category] : [] },
      `the product ${details.name} was saved`,
    )
  }

  return (
    <Card aria-labelledby="details">
      <CardHeading id="details">About it</CardHeading>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
        <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">About the product</legend>
          <DetailsFields bind={bind} />
        </fieldset>
        <ActionState action={change} failure="The product was not saved" />
        {mayWrite && (
          <div>
            <Button type="submit" guardRepeat pending={change.isPending} pendingLabel="Saving…">
              Save
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
