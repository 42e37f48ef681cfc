'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useLive } from '#desk/live.tsx'
import { useMay } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { HistoryWith, type MoreHistory } from '#slices/orders/desk/ui/more-history.tsx'
import type { ReturnOfOrder } from '#slices/returns/desk/list-queries.ts'
import { entryOf } from './return-steps.ts'

/** The page of an order, in whose history the steps of its returns stand too. */
export function ReturnsInHistory({ orderId, children }: { orderId: string; children: ReactNode }) {
  const trpc = useTRPC()
  const live = useLive()
  const may = useMay()
  const { data = [] } = useQuery(
    trpc.staffReturns.ofOrder.queryOptions(
      { orderId },
      { enabled: may('returns.read'), refetchInterval: live.refetchInterval },
    ),
  )
  return <HistoryWith more={data.flatMap(stepsOf)}>{children}</HistoryWith>
}

function stepsOf({ number, events, lines }: ReturnOfOrder): MoreHistory[] {
  const nameOf = new Map(lines.map(({ lineId, name }) => [lineId, name]))
  return events.map(event => {
    const { text, ...entry } = entryOf(event, nameOf)
    return {
      ...entry,
      text: (
        <>
          {text} (
          <Link className="link tabular" href={`/admin/returns/${number}`}>
            {number}
          </Link>
          )
        </>
      ),
    }
  })
}
