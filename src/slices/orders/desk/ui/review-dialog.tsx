'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'
import { staffReviewSchema } from '../filter.ts'
import { aboutOrder, keptInOrder, type StaffDialogProps } from './dialog-props.ts'

/** Notes that a person has looked, and asks for what they found. */
export function StaffReviewDialog({ details: { order }, onDone, ...dialog }: StaffDialogProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const client = useTRPCClient()
  const review = useDeskAction({
    action: 'review',
    subject: order.id,
    send: (input: { orderId: string; note: string }, actionId) =>
      client.staffOrders.reviewed.mutate({ ...input, actionId }),
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      onDone()
      notify('Order reviewed')
    },
  })
  return (
    <ActionDialog
      {...dialog}
      description={aboutOrder(order)}
      title="Mark as reviewed?"
      question={{ ...keptInOrder, label: 'What did you find?', schema: staffReviewSchema.shape.note }}
      action={{ words: 'Mark as reviewed', doing: 'Saving…' }}
      wayOut="Not yet"
      failure="The review was not kept"
      mutation={review}
      onAction={note => review.act({ orderId: order.id, note }, `the review of ${order.number} was kept`)}
    >
      {order.needsReview && (
        <p className="rounded-control bg-danger-tint px-3 py-2 text-danger text-sm [overflow-wrap:anywhere]">
          {order.needsReview}
        </p>
      )}
      <p className="text-muted text-sm">
        The shop then goes on with the order. If something still does not match, it asks for a person again.
      </p>
    </ActionDialog>
  )
}
