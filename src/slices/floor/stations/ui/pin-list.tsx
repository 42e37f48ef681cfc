'use client'

import { useQuery } from '@tanstack/react-query'
import { deskPlace } from '#desk/clock.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import { TakePin } from './end-station.tsx'

/** The people who have a PIN. Nobody sees one. */
export function PinList() {
  const trpc = useTRPC()
  const { data: pins = [] } = useQuery(trpc.stations.pins.queryOptions())
  return (
    <Card aria-labelledby="pins">
      <CardHeading id="pins">PINs</CardHeading>
      {pins.length === 0 ? (
        <EmptyState>
          Nobody has a PIN. As soon as a station is open, the people of its warehouse set one in their
          account, under Security.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-hairline">
          {pins.map(({ id, name, setAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <p className="wrap-anywhere min-w-0 flex-1 basis-64">
                <span className="block font-medium">{name}</span>
                <span className="block text-muted text-sm">Set {formatDateTime(setAt, deskPlace)}</span>
              </p>
              <May permission="staff.write">
                <TakePin id={id} name={name} />
              </May>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
