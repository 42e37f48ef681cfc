'use client'

import { useQuery } from '@tanstack/react-query'
import { FoundOption, useSearchState, useTextToFind } from '#desk/palette/finding.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { numberIn } from '../filter.ts'

/** Finds an order by its whole number, as it is written on a mail or read aloud on the phone. */
export default function OrderFinder() {
  const trpc = useTRPC()
  const number = numberIn(useTextToFind())
  const found = useQuery(
    trpc.staffOrders.idOfNumber.queryOptions({ number: number ?? '' }, { enabled: number !== null }),
  )
  useSearchState(found)
  if (!number || !found.data) return null
  return (
    <FoundOption href={`/admin/orders/${found.data}`} kind="Order">
      {number}
    </FoundOption>
  )
}
