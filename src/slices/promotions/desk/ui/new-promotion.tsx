'use client'

import { ArrowLeft } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import type { NewPromotion } from '#slices/promotions/promotion-input.ts'
import { PromotionFields } from './promotion-fields.tsx'
import { emptyPromotion, fieldIds, typedPromotion, ways } from './typed-promotion.ts'
import { usePromotionAction } from './use-promotion-action.ts'

/** A promotion, which is live from its start on. */
export function NewPromotionForm() {
  const client = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => uuidv7())
  const { form, bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema: typedPromotion,
    defaultValues: emptyPromotion,
    fieldIds,
  })
  const create = usePromotionAction({
    action: 'create-promotion',
    subject: id,
    send: (input: NewPromotion, actionId) => client.promotions.create.mutate({ id, ...input, actionId }),
    notice: 'Promotion made',
    onDone: () => router.push(`/admin/promotions/${id}`),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    create.act(values, `the promotion ${values.name} was made`)
  }

  return (
    <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-4">
      <div>
        <ButtonLink href="/admin/promotions" variant="quiet" size="sm" className="-ml-3">
          <ArrowLeft aria-hidden="true" />
          All promotions
        </ButtonLink>
        <h1 className="mt-1 text-3xl">New promotion</h1>
      </div>
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      <PromotionFields
        bind={bind}
        typed={{ way: form.watch('way'), kind: form.watch('kind') }}
        offeredWays={ways}
      />
      <ActionState action={create} failure="The promotion was not made" />
      <div>
        <Button type="submit" guardRepeat pending={create.isPending} pendingLabel="Making it…">
          Make the promotion
        </Button>
      </div>
    </form>
  )
}
