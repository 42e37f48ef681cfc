'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { reasonSchema } from '#desk/reason.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { Withdrawal } from '#slices/withdrawals/withdrawal.ts'

type SettleDialogProps = {
  withdrawal: Withdrawal
  outcome: 'refunded' | 'refused'
  onDone: () => void
}
type Settled = { withdrawalId: string; outcome: 'refunded' | 'refused'; reason?: string }

/** Ends a withdrawal. Refunding is a verb of its own, and a refusal is told to the shopper with its reason. */
export function SettleDialog({ withdrawal, outcome, onDone }: SettleDialogProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const settle = useDeskAction({
    action: 'settle-withdrawal',
    subject: withdrawal.id,
    send: (input: Settled, actionId) => client.staffWithdrawals.settle.mutate({ ...input, actionId }),
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.staffWithdrawals.pathKey() })
      onDone()
      notify('Withdrawal settled')
    },
  })
  const isRefusal = outcome === 'refused'
  const send = (reason?: string) =>
    settle.act(
      { withdrawalId: withdrawal.id, outcome, ...(reason && { reason }) },
      `the withdrawal of ${withdrawal.name} was settled`,
    )
  return (
    <ActionDialog
      title={isRefusal ? 'Refuse this withdrawal?' : 'Has the money gone back?'}
      description={`Declared by ${withdrawal.name}`}
      {...(isRefusal && {
        question: {
          label: 'Reason',
          schema: reasonSchema,
          keptIn: 'the withdrawal, and the shopper reads it',
        },
      })}
      action={{
        words: isRefusal ? 'Refuse' : 'Settle as refunded',
        doing: 'Saving…',
        danger: isRefusal,
      }}
      wayOut="Not yet"
      failure="The withdrawal was not settled"
      mutation={settle}
      onAction={reason => send(isRefusal ? reason : undefined)}
    >
      <p className="text-muted text-sm">
        {isRefusal
          ? 'The law gives a consumer this right without a reason. Refuse only what it does not cover, such as a sealed article that was opened.'
          : 'The last refund of the order since the withdrawal is noted with it. Without one this is refused: refund the order first.'}
      </p>
    </ActionDialog>
  )
}
