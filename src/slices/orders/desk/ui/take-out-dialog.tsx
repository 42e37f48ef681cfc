'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { Fieldset } from '#platform/forms/fieldset.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { notify } from '#platform/ui/notify.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { hasLeft, planRefund } from '#slices/orders/refunds/plan-refund.ts'
import { staffReasonSchema } from '../filter.ts'
import { refundableOf, type StaffOrder, type StaffOrderLine } from '../order.ts'
import { aboutOrder, keptInOrder, type StaffDialogProps } from './dialog-props.ts'
import { COMMON_REASONS, RefundSums, wayBackSentence } from './refund-sums.tsx'
import { UnitsOfLine } from './units-of-line.tsx'

type Items = { orderId: string; reason: string; lines: { sku: string; quantity: number }[] }
type Chosen = readonly { lineId: string; sku: string; quantity: number }[]

/** Takes items out of an order before they leave. The button repeats what goes back. */
export function StaffTakeOutDialog({ details, onDone, ...dialog }: StaffDialogProps) {
  const { order, lines, effects } = details
  const [units, setUnits] = useState<Record<string, number>>({})
  const [wrong, setWrong] = useState<string>()
  const choiceId = useId()
  const takeOut = useTakeOut(order, onDone)
  const chosen = lines.flatMap(line => {
    const quantity = Math.min(units[line.id] ?? 0, unitsHere(line))
    return quantity > 0 ? [{ lineId: line.id, sku: line.sku, quantity }] : []
  })
  const isAll =
    !hasLeft(order) && chosen.every(isWhole(lines)) && chosen.length === lines.filter(unitsHere).length
  const backMinor = isAll ? refundableOf(details).leftMinor : priceOf(details, chosen)
  const back = backMinor > 0 ? ` and refund ${formatMoney(backMinor, order.currency)}` : ''

  function check(): string | null {
    setWrong(chosen.length === 0 ? 'Choose what to take out' : undefined)
    return chosen.length === 0 ? choiceId : null
  }
  return (
    <ActionDialog
      {...dialog}
      description={aboutOrder(order)}
      title="Take items out of this order?"
      question={{
        ...keptInOrder,
        label: 'Reason',
        schema: staffReasonSchema.shape.reason,
        suggestions: COMMON_REASONS,
      }}
      action={{ words: `${isAll ? 'Cancel order' : 'Take out'}${back}`, doing: 'Taking out…', danger: true }}
      wayOut="Keep everything"
      failure="Nothing was taken out"
      mutation={takeOut}
      check={check}
      onAction={reason =>
        takeOut.act(
          { orderId: order.id, reason, lines: chosen.map(({ sku, quantity }) => ({ sku, quantity })) },
          `items were taken out of ${order.number}`,
        )
      }
    >
      <Fieldset id={choiceId} legend="What to take out" error={chosen.length === 0 ? wrong : undefined}>
        <ul className="flex flex-col">
          {lines.map(line => (
            <UnitsOfLine
              key={line.id}
              name={itemName(line.name, line.options)}
              says={
                unitsHere(line) === 0
                  ? 'None is here any more'
                  : `${unitsHere(line)} of ${line.quantity} here`
              }
              units={Math.min(units[line.id] ?? 0, unitsHere(line))}
              most={unitsHere(line)}
              onUnits={quantity => setUnits({ ...units, [line.id]: quantity })}
            />
          ))}
        </ul>
      </Fieldset>
      <RefundSums details={details} refundMinor={backMinor} term="Goes back" />
      <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
        {isAll && <li>That is everything, so the order is cancelled and its delivery goes back, too.</li>}
        <li>
          {backMinor > 0 ? wayBackSentence(details, backMinor) : 'No money goes back for what is chosen.'}
        </li>
        {effects.some(({ kind }) => kind === 'warehouse.dispatch') && (
          <li>
            The warehouse has the order: it stops the parcel first, and the rest leaves in a new one. Until it
            agrees, nothing moves.
          </li>
        )}
      </ul>
    </ActionDialog>
  )
}

/** Units that are held for the line: they have not left. */
export const unitsHere = ({ stock }: StaffOrderLine): number =>
  stock.reduce((sum, { state, quantity }) => sum + (state === 'held' ? quantity : 0), 0)

const isWhole =
  (lines: readonly StaffOrderLine[]) =>
  ({ lineId, quantity }: { lineId: string; quantity: number }): boolean =>
    lines.some(line => line.id === lineId && unitsHere(line) === quantity)

/** What these units cost, without those of which the money went back before. */
function priceOf(details: StaffOrder, chosen: Chosen): number {
  const refundable = refundableOf(details)
  const paid = chosen.flatMap(({ lineId, quantity }) => {
    const line = refundable.lines.find(({ id }) => id === lineId)
    const left = Math.min(quantity, (line?.quantity ?? 0) - (line?.refundedUnits ?? 0))
    return left > 0 ? [{ lineId, quantity: left, restock: false }] : []
  })
  const plan = planRefund(refundable, { kind: 'lines', lines: paid, shipping: false })
  return plan.kind === 'planned' ? plan.amountMinor : 0
}

function useTakeOut({ id }: StaffOrder['order'], onDone: () => void) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  return useDeskAction({
    action: 'take-out',
    subject: id,
    // The action's id is also the refund's id, so repeats are one wish.
    send: (input: Items, actionId) =>
      client.staffOrders.cancelItems.mutate({ ...input, refundId: actionId, actionId }),
    async onDone({ recall }) {
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      onDone()
      notify(recall === 'items' ? 'The warehouse is asked to stop the parcel' : 'Taken out of the order')
    },
  })
}
