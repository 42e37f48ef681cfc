'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.tsx'
import { formatMoney } from '#ui/format.ts'
import { notify } from '#ui/notify.ts'
import { staffReasonSchema } from '../staff-filter.ts'
import { refundableOf, type StaffOrder } from '../staff-order.ts'
import { StaffDeedDialog, type StaffDialogProps } from './staff-deed-dialog.tsx'
import { COMMON_REASONS, cardSentence, RefundSums } from './staff-refund-sums.tsx'

/** Says the amount and what happens to the stock before anything is done; the deed's button repeats the amount. */
export function StaffCancelDialog({ seen, onDone, ...dialog }: StaffDialogProps) {
  const { order, capturedMinor } = seen
  const trpc = useTRPC()
  const queries = useQueryClient()
  const cancel = useMutation(
    trpc.staffOrders.cancel.mutationOptions({
      async onSuccess({ recall }) {
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
        onDone()
        notify(recall === 'requested' ? 'The warehouse is asked to stop it' : 'Order cancelled')
      },
    }),
  )
  const { leftMinor } = refundableOf(seen)
  const words =
    leftMinor > 0 ? `Cancel order and refund ${formatMoney(leftMinor, order.currency)}` : 'Cancel order'
  return (
    <StaffDeedDialog
      {...dialog}
      order={order}
      title="Cancel this order?"
      question={{
        label: 'Reason',
        schema: staffReasonSchema.shape.reason,
        suggestions: COMMON_REASONS,
      }}
      deed={{ words, doing: 'Cancelling…', danger: true }}
      wayOut="Keep the order"
      failure="The order was not cancelled"
      mutation={cancel}
      onDeed={reason => cancel.mutate({ orderId: order.id, reason })}
    >
      {capturedMinor > 0 && <RefundSums seen={seen} refundMinor={leftMinor} term="Goes back" />}
      <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
        <li>{moneySentence(seen, leftMinor)}</li>
        <li>{stockSentence(seen)}</li>
        {seen.effects.some(({ kind }) => kind === 'warehouse.dispatch') && (
          <li>The warehouse has the order: money and stock move once it says that the parcel is stopped.</li>
        )}
      </ul>
    </StaffDeedDialog>
  )
}

function moneySentence(seen: StaffOrder, leftMinor: number): string {
  if (seen.capturedMinor === 0) return 'Nothing has been taken. The payment is called off at the bank.'
  if (leftMinor === 0) return 'All the money has been given back already.'
  return cardSentence(seen, leftMinor)
}

function stockSentence({ lines }: StaffOrder): string {
  const held = lines.flatMap(line => line.stock).filter(stock => stock.state === 'held')
  const units = held.reduce((sum, stock) => sum + stock.quantity, 0)
  if (units === 0) return 'No stock is held.'
  const places = [...new Set(held.map(stock => stock.warehouse))].join(' and ')
  return `${units === 1 ? '1 unit comes' : `${units} units come`} free again at ${places}.`
}
