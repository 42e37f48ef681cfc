'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'

/** Sends an action on a product. Afterwards the room is read again and a toast shows the notice. */
export function useProductAction<Input extends object, Output extends object>(about: {
  action: string
  subject: string
  send: (input: Input, actionId: string) => Promise<Output>
  notice: string
  onDone?: (output: Output) => void
}) {
  const { notice, onDone, ...action } = about
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useDeskAction<Input, Output>({
    ...action,
    async onDone(output) {
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.staffCatalog.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.stock.pathKey() }),
      ])
      onDone?.(output)
      notify(notice)
    },
  })
}
