'use client'

import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { notify } from '#platform/ui/notify.ts'
import { useDeskAction } from './use-desk-action.ts'

export type RoomAction<Input, Output> = {
  action: string
  /** The thing that it changes. */
  subject: string
  send: (input: Input, actionId: string) => Promise<Output>
  notice: string | ((output: Output) => string)
  onDone?: (output: Output) => void
}

/** Sends an action from a dialog or form of a room. Afterwards what it changed is read again, and a toast shows the notice. */
export function useRoomAction<Input extends object, Output extends object>(
  { notice, onDone, ...action }: RoomAction<Input, Output>,
  changes: readonly QueryKey[],
) {
  const queries = useQueryClient()
  return useDeskAction<Input, Output>({
    ...action,
    async onDone(output) {
      await Promise.all(changes.map(queryKey => queries.invalidateQueries({ queryKey })))
      onDone?.(output)
      notify(typeof notice === 'string' ? notice : notice(output))
    },
  })
}
