'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#trpc/client.tsx'
import { notify } from '#ui/notify.ts'

/** What follows a deed at the shelf: everything that shows stock is read anew, the dialog closes, a toast says so. */
export function useStockDeed(said: string, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return {
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: trpc.stock.pathKey() })
      onDone()
      notify(said)
    },
  }
}
