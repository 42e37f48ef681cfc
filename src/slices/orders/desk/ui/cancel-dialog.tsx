'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { notify } from '#platform/ui/notify.ts'
import { disputedSentence } from '#slices/orders/bank/bank-words.ts'
import { type StaffReason, staffReasonSchema } from '../filter.ts'
import { blockedBy, refundableOf, type StaffOrder } from '../order.ts'
import { aboutOrder, keptInOrder, type StaffDialogProps } from './dialog-props.ts'
import { COMMON_REASONS, RefundSums, wayBackSentence } from './refund-sums.tsx'

/** Shows the amount and the stock before anything happens. The button repeats the amount. */
export function StaffCancelDialog({ details, onDone, ...dialog }: StaffDialogProps) {
  const { order, paidMinor } = details
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const cancel = useDeskAction({
    action: 'cancel',
    subject: order.id,
    send: (input: StaffReason, actionId) => client.staffOrders.cancel.mutate({ ...input, actionId }),
    async onDone({ recall }) {
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      onDone()
      notify(recall === 'requested' ? 'The warehouse is asked to stop it' : 'Order cancelled')
    },
  })
  const { leftMinor } = refundableOf(details)
  const words =
    leftMinor > 0 ? `Cancel order and refund ${formatMoney(leftMinor, order.currency)}` : 'Cancel order'
  return (
    <ActionDialog
      {...dialog}
      description={aboutOrder(order)}
      title="Cancel this order?"
      question={{
        ...keptInOrder,
        label: 'Reason',
        schema: staffReasonSchema.shape.reason,
        suggestions: COMMON_REASONS,
      }}
      action={{ words, doing: 'Cancelling…', danger: true }}
      wayOut="Keep the order"
      failure="The order was not cancelled"
      mutation={cancel}
      onAction={reason => cancel.act({ orderId: order.id, reason }, `order ${order.number} was cancelled`)}
    >
      {paidMinor > 0 && <RefundSums details={details} refundMinor={leftMinor} term="Goes back" />}
      <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
        <li>{moneySentence(details, leftMinor)}</li>
        <li>{stockSentence(details)}</li>
        {details.effects.some(({ kind }) => kind === 'warehouse.dispatch') && (
          <li>The warehouse has the order: money and stock move once it says that the parcel is stopped.</li>
        )}
      </ul>
    </ActionDialog>
  )
}

function moneySentence(details: StaffOrder, leftMinor: number): string {
  if (details.paidMinor === 0) return 'Nothing has been taken. The payment is cancelled at the bank.'
  const dispute = blockedBy(details)
  if (dispute) return disputedSentence(dispute)
  if (leftMinor === 0) return 'All the money has been given back already.'
  return wayBackSentence(details, leftMinor)
}

function stockSentence({ lines }: StaffOrder): string {
  const held = lines.flatMap(line => line.stock).filter(stock => stock.state === 'held')
  const units = held.reduce((sum, stock) => sum + stock.quantity, 0)
  if (units === 0) return 'No stock is held.'
  const places = [...new Set(held.map(stock => stock.warehouse))].join(' and ')
  return `${units === 1 ? '1 unit comes' : `${units} units come`} free at ${places}.`
}
