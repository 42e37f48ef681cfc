'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'

/** The cart's lines and two ways to fix one without leaving the checkout. */
export function useCartLines() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const query = useSuspenseQuery({ ...trpc.cart.get.queryOptions(), refetchOnWindowFocus: 'always' })
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.cart.pathKey() })
  const change = useMutation(trpc.cart.change.mutationOptions({ onSettled: again }))
  const remove = useMutation(trpc.cart.remove.mutationOptions({ onSettled: again }))
  return {
    lines: query.data.lines,
    readAtMs: query.dataUpdatedAt,
    again,
    setQuantity: (sku: string, quantity: number) => change.mutate({ sku, quantity }),
    remove: (sku: string) => remove.mutate({ sku }),
    changing:
      change.isPending || remove.isPending ? (change.variables?.sku ?? remove.variables?.sku ?? null) : null,
    failed: change.isError || remove.isError,
  }
}

export type CartLines = ReturnType<typeof useCartLines>
