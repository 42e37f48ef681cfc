'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { useMay } from './rights.tsx'

/** Every page of the desk asks for this. */
const EVERY_MS = 15_000

export type AttentionCounts = { rooms: Record<string, number>; total: number }

/** Counts the things that need a person, by the room where staff mend them. */
export function useAttention(): AttentionCounts {
  const trpc = useTRPC()
  const may = useMay()
  // A tab in the background still says in its title that somebody is needed.
  const often = { refetchInterval: EVERY_MS, refetchIntervalInBackground: true }
  const { data } = useQuery(trpc.staffOrders.attention.queryOptions(undefined, often))
  const warehouse = useQuery(
    trpc.warehouse.troubles.queryOptions(undefined, { ...often, enabled: may('orders.read') }),
  ).data
  const problems = data?.problems ?? 0
  const jobs = (data?.jobs ?? 0) + (warehouse ? warehouse.refused.length + warehouse.missing.length : 0)
  return { rooms: { '/admin/orders': problems, '/admin/jobs': jobs }, total: problems + jobs }
}

const COUNTED = /^\(\d+\+?\) /

/** Puts the number before every page's title, such as `(3) Today · Orderly staff`, so that staff see it among other tabs. */
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
