'use client'

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { WishedProduct } from '#slices/wishlist/wish.ts'

/** For a page about the list: it fails when the list cannot be read, because an empty one would be untrue. */
export function useWishes(): readonly WishedProduct[] {
  const trpc = useTRPC()
  return useSuspenseQuery(trpc.wishlist.list.queryOptions()).data
}

/** For a page about something else, which goes on without the list. */
export function useIsWished(slug: string): boolean {
  const trpc = useTRPC()
  return useQuery(trpc.wishlist.list.queryOptions()).data?.some(wish => wish.slug === slug) ?? false
}

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
