'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'

/** Every page of the desk asks for this. */
const EVERY_MS = 15_000

export type AttentionCounts = { rooms: Record<string, number>; total: number }

/** Counts the things that need a person, by the room where staff mend them. */
export function useAttention(): AttentionCounts {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.staffOrders.attention.queryOptions(undefined, {
      refetchInterval: EVERY_MS,
      // A tab in the background still shows in its title that somebody is needed.
      refetchIntervalInBackground: true,
    }),
  )
  const { problems = 0, jobs = 0 } = data ?? {}
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
