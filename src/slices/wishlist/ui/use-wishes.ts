'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { WishedProduct } from '#slices/wishlist/wish.ts'

export function useWishes(): readonly WishedProduct[] {
  const trpc = useTRPC()
  return useQuery(trpc.wishlist.list.queryOptions()).data ?? NONE
}

const NONE: readonly WishedProduct[] = []

/** Changes run one after the other, because the first one begins the session that the second needs. */
const IN_TURN = { id: 'wishlist' }

/** Adding and removing. The shop answers with the new list. */
export function useChangeWishes() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = (list: WishedProduct[]) => queries.setQueryData(trpc.wishlist.list.queryKey(), list)
  const add = useMutation(trpc.wishlist.add.mutationOptions({ scope: IN_TURN, onSuccess }))
  const remove = useMutation(trpc.wishlist.remove.mutationOptions({ scope: IN_TURN, onSuccess }))
  return { add, remove }
}
