'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { LineView } from '../line-view.ts'

/** A small delay after the due time, so that the server's clock has reached it too. */
const START_GRACE_MS = 500
const SOLD_OUT_MS = 15_000
const MAX_WAIT_MS = 60_000

/** Reads the line and keeps it up to date, even in a background tab: otherwise a turn would pass unnoticed. */
export function useLine(sku: string | null) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const line = useQuery(
    trpc.inventory.line.queryOptions(
      { sku: sku ?? '' },
      {
        enabled: sku !== null,
        refetchInterval: ({ state }) => askAgainMs(state.data),
        refetchIntervalInBackground: true,
      },
    ),
  )
  const join = useMutation(
    trpc.inventory.joinLine.mutationOptions({
      onSuccess: (view, { sku: joined }) =>
        queries.setQueryData(trpc.inventory.line.queryKey({ sku: joined }), view),
    }),
  )
  return { view: sku === null ? ({ kind: 'free' } as const) : line.data, failed: line.isError, join }
}

function askAgainMs(view: LineView | undefined): number | false {
  switch (view?.kind) {
    case 'waiting':
      return view.askAgainSeconds * 1_000
    case 'soon':
      return Math.min(MAX_WAIT_MS, view.startsAt.getTime() - view.readAt.getTime() + START_GRACE_MS)
    case 'turn':
      return Math.min(MAX_WAIT_MS, view.endsAt.getTime() - view.readAt.getTime() + START_GRACE_MS)
    case 'sold_out':
      return SOLD_OUT_MS
    default:
      return false
  }
}
