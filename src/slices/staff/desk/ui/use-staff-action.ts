'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'

/** Sends an action on people, roles or keys. Afterwards the room is read again, the dialog closes and a toast shows the notice. */
export function useStaffAction<Input extends object, Output extends object>(about: {
  action: string
  subject: string
  send: (input: Input, actionId: string) => Promise<Output>
  notice: string
  onDone: () => void
}) {
  const { notice, onDone, ...action } = about
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useDeskAction<Input, Output>({
    ...action,
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.staff.pathKey() })
      onDone()
      notify(notice)
    },
  })
}
