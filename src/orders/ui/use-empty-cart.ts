'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTRPC, useTRPCClient } from '#trpc/client.tsx'

const LIMIT_MS = 1_500

/** What was ordered is in the cart no more. The way to the order's page does not wait for it longer than a moment. */
export function useEmptyCart(): () => Promise<void> {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useCallback(async () => {
    const cleared = client.cart.clear.mutate().catch(() => null)
    await Promise.race([cleared, new Promise(done => setTimeout(done, LIMIT_MS))])
    // Marked, not fetched: the page that is being left must not turn into an empty one.
    await queryClient.invalidateQueries({ queryKey: trpc.cart.pathKey(), refetchType: 'none' })
  }, [client, trpc, queryClient])
}
