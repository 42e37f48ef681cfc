'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { reasonSchema } from '#desk/reason.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'

type Stopped = { email: string; reason: string }

/** Stops the letters to somebody who asked staff to. */
export function StopDialog({ email, onDone }: { email: string; onDone: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const stop = useDeskAction({
    action: 'stop-letters',
    subject: email,
    send: (input: Stopped, actionId) => client.staffLetters.stop.mutate({ ...input, actionId }),
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.staffLetters.pathKey() })
      onDone()
      notify('Letters stopped')
    },
  })
  return (
    <ActionDialog
      title="Stop the letters?"
      description={`To ${email}`}
      question={{
        label: 'Reason',
        schema: reasonSchema,
        suggestions: ['Asked by phone', 'Asked by email', 'Answered a letter of ours'],
        keptIn: 'the history of the consent, and the reader may download it',
      }}
      action={{ words: 'Stop the letters', doing: 'Stopping…', danger: true }}
      wayOut="Not now"
      failure="The letters were not stopped"
      mutation={stop}
      onAction={reason => stop.act({ email, reason }, `the letters to ${email} were stopped`)}
    >
      <p className="text-muted text-sm">
        The shop forgets the address for letters and keeps the proof. Mail about orders goes on. Only the
        reader can say yes again; nobody at the desk can.
      </p>
    </ActionDialog>
  )
}
