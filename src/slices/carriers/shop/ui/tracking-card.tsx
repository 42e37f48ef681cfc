'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { isLast } from '#slices/carriers/tracking/scan-codes.ts'
import { scanTones, scanWords, troubleWords } from '#slices/carriers/tracking/scan-words.ts'
import { momentWords } from '#slices/orders/shop/ui/order-days.ts'
import type { Tracking } from '../tracking-for.ts'

/** A shopper reads of a scan at most this long after the shop heard of it. */
const ON_THE_ROAD_MS = 5_000
const NOTHING_YET_MS = 30_000

/** On the page of an order: where the carrier says that each of its parcels is. */
export function TrackingCard({ orderId, token }: { orderId: string; token: string | undefined }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.tracking.ofOrder.queryOptions(
      { orderId, ...(token && { token }) },
      { refetchInterval: ({ state }) => pace(state.data) },
    ),
  )
  if (!data || data.parcels.length === 0) return null
  return (
    <Card aria-labelledby="tracking">
      <CardHeading id="tracking">
        {data.parcels.length === 1 ? 'Where your parcel is' : 'Where your parcels are'}
      </CardHeading>
      <div className="flex flex-col gap-6">
        {data.parcels.map(parcel => (
          <ParcelOnRoad key={parcel.parcelId} parcel={parcel} />
        ))}
      </div>
    </Card>
  )
}

function pace(data: Tracking | undefined): number {
  const isMoving = data?.parcels.some(({ scanCode }) => !isLast(scanCode))
  return isMoving ? ON_THE_ROAD_MS : NOTHING_YET_MS
}

function ParcelOnRoad({ parcel }: { parcel: Tracking['parcels'][number] }) {
  const { carrier, trackingNumber, trackingUrl, scanCode, scans } = parcel
  const trouble = scanCode && troubleWords[scanCode]
  return (
    <section aria-label={`Parcel ${trackingNumber}`} className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="[overflow-wrap:anywhere]">
          {carrier}{' '}
          {trackingUrl ? (
            <a className="link" href={trackingUrl} rel="noreferrer" target="_blank">
              {trackingNumber}
              <span className="sr-only"> (opens the carrier’s page)</span>
            </a>
          ) : (
            trackingNumber
          )}
        </span>
        {scanCode && <Badge tone={scanTones[scanCode]}>{scanWords[scanCode]}</Badge>}
      </p>
      {trouble && <p className="max-w-prose">{trouble}</p>}
      <ol className="flex flex-col gap-2 border-hairline border-l-2 pl-4">
        {scans.map(({ id, code, place, at }) => (
          <li key={id}>
            <p className="leading-snug">{scanWords[code]}</p>
            <p className="text-muted text-sm">{[place, momentWords(at)].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
