'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'

/** Something done at the shelf: everything that shows stock is read anew, the dialog closes, a toast says so. */
export function useStockDeed<Input extends object, Output extends object>(about: {
  action: string
  /** Of which variant, place or launch. */
  subject: string
  send: (input: Input, actionId: string) => Promise<Output>
  said: string
  onDone: () => void
}) {
  const { said, onDone, ...deed } = about
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useDeskAction<Input, Output>({
    ...deed,
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.stock.pathKey() })
      onDone()
      notify(said)
    },
  })
}
