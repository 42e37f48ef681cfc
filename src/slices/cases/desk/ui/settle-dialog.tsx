'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Case, CaseOutcome, SettleCase } from '#slices/cases/case.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { kindWords, unitsIn } from './case-words.ts'
import { Elsewhere, useElsewhere } from './elsewhere.tsx'
import { GoodsBack, type Place, useGoodsBack } from './goods-back.tsx'
import { useCaseAction } from './use-case-action.ts'

/** The words of a decision. */
const asked: Record<CaseOutcome, { title: string; words: string; doing: string }> = {
  refund: { title: 'Refund what was in the parcel?', words: 'Refund', doing: 'Refunding…' },
  reship: { title: 'Send what was in the parcel once more?', words: 'Send once more', doing: 'Reserving…' },
  nothing: { title: 'Settle without a refund?', words: 'Settle', doing: 'Settling…' },
}

type SettleDialogProps = {
  of: Case
  outcome: CaseOutcome
  shippingAddress: Address
  places: readonly Place[]
  onDone: () => void
}

/** Decides what follows from a case. */
export function SettleCaseDialog({ of, outcome, shippingAddress, places, onDone }: SettleDialogProps) {
  const client = useTRPCClient()
  const [shipping, setShipping] = useState(false)
  const goods = useGoodsBack(outcome)
  const elsewhere = useElsewhere(shippingAddress)
  const settle = useCaseAction({
    action: `settle-case-${outcome}`,
    subject: of.id,
    send: (input: SettleCase, actionId) => client.cases.settle.mutate({ ...input, actionId }),
    notice: 'Case settled',
    onDone,
  })
  const isRefund = outcome === 'refund'
  const units = unitsIn(of)
  const { title, ...words } = asked[outcome]
  return (
    <ActionDialog
      title={title}
      description={kindWords[of.kind]}
      question={{ label: 'Reason', schema: reasonSchema, keptIn: 'the case, and who did what' }}
      action={{ ...words, danger: isRefund }}
      wayOut="Not yet"
      failure="The case was not settled"
      mutation={settle}
      check={elsewhere.check}
      onAction={reason =>
        settle.act(
          { caseId: of.id, outcome, reason, shipping, ...goods.chosen, ...elsewhere.chosen() },
          'the case was settled',
        )
      }
    >
      {isRefund ? (
        <>
          <p className="text-muted text-sm">
            The price of {units === 1 ? 'the item' : `all ${units} items`} in it goes back to the means that
            paid.
          </p>
          <CheckboxField
            id="case-shipping"
            label="The delivery price goes back too"
            checked={shipping}
            onChange={event => setShipping(event.target.checked)}
          />
        </>
      ) : outcome === 'reship' ? (
        <>
          <p className="text-muted text-sm">
            {units === 1 ? 'The same item is' : `The same ${units} items are`} reserved on the shelves and{' '}
            {units === 1 ? 'leaves' : 'leave'} in a new parcel of this order. The customer pays nothing for
            it, and is told by mail.
          </p>
          <Elsewhere to={elsewhere} />
        </>
      ) : (
        <p className="text-muted text-sm">
          For a parcel that has turned up, or a customer who was helped in another way. No money goes back
          here.
        </p>
      )}
      <GoodsBack of={of} places={places} goods={goods} />
    </ActionDialog>
  )
}
