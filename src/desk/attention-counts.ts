'use client'

import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'

/** Every page of the desk asks for this. */
const EVERY_MS = 15_000

export type AttentionCounts = { rooms: Record<string, number>; total: number }

/** Counts the things that need a person, by the room where staff mend them. */
export function useAttention(): AttentionCounts {
  const trpc = useTRPC()
  const { data: rooms = NONE } = useQuery(
    trpc.desk.waits.queryOptions(undefined, {
      refetchInterval: EVERY_MS,
      // A tab in the background still says in its title that somebody is needed.
      refetchIntervalInBackground: true,
    }),
  )
  useAskAfterChanges(trpc.desk.waits.queryKey())
  return { rooms, total: Object.values(rooms).reduce((sum, count) => sum + count, 0) }
}

const NONE: Record<string, number> = {}

/** Each action of a room marks what it has changed as old. The counts may have changed with it, so they are asked for at once. */
function useAskAfterChanges(queryKey: readonly unknown[]): void {
  const queries = useQueryClient()
  const hash = hashKey(queryKey)
  useEffect(
    () =>
      queries.getQueryCache().subscribe(event => {
        const isMarked = event.type === 'updated' && event.action.type === 'invalidate'
        if (isMarked && event.query.queryHash !== hash)
          void queries.invalidateQueries(
            { predicate: one => one.queryHash === hash },
            { cancelRefetch: false },
          )
      }),
    [queries, hash],
  )
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
