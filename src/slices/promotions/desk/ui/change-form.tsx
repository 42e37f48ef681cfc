'use client'

import type { FormEvent } from 'react'
import { useMay } from '#desk/rights.tsx'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import type { NewPromotion, PromotionChange } from '#slices/promotions/promotion-input.ts'
import { PromotionFields } from './promotion-fields.tsx'
import type { ListedPromotion } from './promotion-words.ts'
import { fieldIds, typedOf, typedPromotion } from './typed-promotion.ts'
import { usePromotionAction } from './use-promotion-action.ts'

/** What the promotion gives, to which orders and when, as a form. What was ended can be read. */
export function ChangePromotion({ promotion }: { promotion: ListedPromotion }) {
  const client = useTRPCClient()
  const mayWrite = useMay()('promotions.write') && promotion.state !== 'ended'
  const { form, bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema: typedPromotion,
    defaultValues: typedOf(promotion),
    fieldIds,
  })
  const change = usePromotionAction({
    action: 'change-promotion',
    subject: promotion.id,
    send: (input: PromotionChange, actionId) =>
      client.promotions.change.mutate({ id: promotion.id, ...input, actionId }),
    notice: 'Promotion saved',
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    change.act(changeOf(values), `the promotion ${values.name} was saved`)
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">About the promotion</legend>
        <PromotionFields
          bind={bind}
          typed={{ way: form.watch('way'), kind: form.watch('kind') }}
          offeredWays={promotion.needsCode ? ['code', 'single_use'] : ['everybody', 'code']}
        />
      </fieldset>
      <ActionState action={change} failure="The promotion was not saved" />
      {mayWrite && (
        <div>
          <Button type="submit" guardRepeat pending={change.isPending} pendingLabel="Saving…">
            Save
          </Button>
        </div>
      )}
    </form>
  )
}

const MAY_GO = ['code', 'limitTotal', 'limitPerCustomer', 'startsAt', 'endsAt'] as const

/** The form shows everything, so what is empty there goes. */
const changeOf = ({ needsCode: _, ...values }: NewPromotion): PromotionChange => ({
  ...values,
  clear: MAY_GO.filter(field => values[field] === undefined),
})
