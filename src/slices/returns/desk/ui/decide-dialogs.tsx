'use client'

import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { useReturnAction } from './use-return-action.ts'

type DialogProps = { found: DeskReturn; onDone: () => void }

const aboutReturn = ({ number, orderNumber }: DeskReturn) => `Return ${number} of order ${orderNumber}`

/** Lets the goods come, or says why not. Either is told to the shopper by mail. */
export function DecideDialog({ found, act, onDone }: DialogProps & { act: 'approve' | 'refuse' }) {
  const client = useTRPCClient()
  const { number } = found
  const isRefusal = act === 'refuse'
  const decide = useReturnAction<{ number: string; reason?: string }>({
    action: `${act}-return`,
    number,
    send: ({ reason, ...input }, actionId) =>
      isRefusal
        ? client.staffReturns.refuse.mutate({ ...input, reason: reason ?? '', actionId })
        : client.staffReturns.approve.mutate({ ...input, actionId }),
    said: isRefusal ? 'Return refused' : 'Return approved',
    onDone,
  })
  return (
    <ActionDialog
      title={isRefusal ? 'Refuse this return?' : 'Approve this return?'}
      description={aboutReturn(found)}
      {...(isRefusal && {
        question: { label: 'Reason', schema: reasonSchema, keptIn: 'the return, and the shopper reads it' },
      })}
      action={{ words: isRefusal ? 'Refuse' : 'Approve', doing: 'Saving…', danger: isRefusal }}
      wayOut="Not yet"
      failure={isRefusal ? 'The return was not refused' : 'The return was not approved'}
      mutation={decide}
      onAction={reason =>
        decide.act(
          { number, ...(isRefusal && { reason }) },
          `return ${number} was ${isRefusal ? 'refused' : 'approved'}`,
        )
      }
    >
      <p className="text-muted text-sm">
        {isRefusal
          ? 'The shopper keeps the goods and their money stays with us. Nothing of the return may be here yet.'
          : 'The shopper gets the label by mail. Money goes back only when the goods are here and inspected.'}
      </p>
    </ActionDialog>
  )
}

/** Ends a return of which no more will come. */
export function CloseDialog({ found, onDone }: DialogProps) {
  const client = useTRPCClient()
  const { number } = found
  const close = useReturnAction<{ number: string; reason: string }>({
    action: 'close-return',
    number,
    send: (input, actionId) => client.staffReturns.close.mutate({ ...input, actionId }),
    said: 'Return closed',
    onDone,
  })
  return (
    <ActionDialog
      title="Close this return?"
      description={aboutReturn(found)}
      question={{ label: 'Reason', schema: reasonSchema, keptIn: 'the history of the return' }}
      action={{ words: 'Close', doing: 'Saving…' }}
      wayOut="Keep it open"
      failure="The return was not closed"
      mutation={close}
      onAction={reason => close.act({ number, reason }, `return ${number} was closed`)}
    >
      <p className="text-muted text-sm">
        What came and was inspected stays as it is. What did not come may be asked for again, and money that
        could not go back by this return no longer will.
      </p>
    </ActionDialog>
  )
}

/** Asks once more for a refund that was refused. */
export function RetryDialog({ found, onDone }: DialogProps) {
  const client = useTRPCClient()
  const { number } = found
  const retry = useReturnAction<{ number: string }>({
    action: 'retry-refund',
    number,
    send: (input, actionId) => client.staffReturns.retryRefund.mutate({ ...input, actionId }),
    said: 'The refund is asked for again',
    onDone,
  })
  return (
    <ActionDialog
      title="Try the refund again?"
      description={aboutReturn(found)}
      action={{ words: 'Try again', doing: 'Asking…' }}
      wayOut="Not yet"
      failure="The refund was not asked for"
      mutation={retry}
      onAction={() => retry.act({ number }, `the refund of return ${number} was asked for again`)}
    >
      <p className="text-muted text-sm">It asks for the same refund, so no money goes back twice.</p>
    </ActionDialog>
  )
}
