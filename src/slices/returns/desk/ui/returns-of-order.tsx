'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { deskPlace } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { useMay } from '#desk/rights.tsx'
import { useArrival } from '#desk/use-arrival.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDay } from '#platform/ui/format.ts'
import { State } from './returns-desk.tsx'

/** On the page of an order: what comes back of it. Nothing is shown where nothing does. */
export function ReturnsOfOrder({ orderId }: { orderId: string }) {
  const may = useMay()
  return may('returns.read') ? <Returns orderId={orderId} /> : null
}

function Returns({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const { data } = useQuery(
    trpc.staffReturns.ofOrder.queryOptions({ orderId }, { refetchInterval: live.refetchInterval }),
  )
  const isThere = data !== undefined && data.length > 0
  useArrival('returns', isThere)
  if (!isThere) return null
  return (
    <Card aria-labelledby="returns">
      <CardHeading id="returns">Returns</CardHeading>
      <ul className="flex flex-col gap-4">
        {data.map(({ id, number, state, askedAt, lines }) => (
          <li key={id} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                <Link className="link tabular font-medium" href={`/admin/returns/${number}`}>
                  {number}
                </Link>{' '}
                since {formatDay(askedAt, deskPlace)}
              </span>
              <State state={state} />
            </p>
            <p className="text-muted text-sm [overflow-wrap:anywhere]">
              {lines.map(({ asked, extra, name }) => `${asked + extra} × ${name}`).join('; ')}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
