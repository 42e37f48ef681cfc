'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'

/** Asked on every page of the desk, whatever else it shows. */
const EVERY_MS = 15_000

export type AttentionCounts = { rooms: Record<string, number>; total: number }

/** How much needs a person, by the room in which it is mended. */
export function useAttention(): AttentionCounts {
  const trpc = useTRPC()
  // A tab in the background still says in its title that somebody is needed.
  const often = { refetchInterval: EVERY_MS, refetchIntervalInBackground: true }
  const { data } = useQuery(trpc.staffOrders.attention.queryOptions(undefined, often))
  const warehouse = useQuery(trpc.warehouse.troubles.queryOptions(undefined, often)).data
  const problems = data?.problems ?? 0
  const jobs = (data?.jobs ?? 0) + (warehouse ? warehouse.refused.length + warehouse.missing.length : 0)
  return { rooms: { '/admin/orders': problems, '/admin/jobs': jobs }, total: problems + jobs }
}

const COUNTED = /^\(\d+\+?\) /

/** `(3) Today · Orderly staff`: seen among other tabs. Whatever page sets its title, the number stands before it. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    const mark = () => {
      const bare = document.title.replace(COUNTED, '')
      const wanted = count > 0 ? `(${count > 99 ? '99+' : count}) ${bare}` : bare
      if (document.title !== wanted) document.title = wanted
    }
    mark()
    const watch = new MutationObserver(mark)
    watch.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => watch.disconnect()
  }, [count])
}
