'use client'

import { useQuery } from '@tanstack/react-query'
import { deskPlace } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { MayAt, useMay } from '#desk/rights.tsx'
import { useArrival } from '#desk/use-arrival.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import type { LabelState } from '#slices/carriers/label-states.ts'
import type { ShownLabel } from '#slices/carriers/queries.ts'
import { scanTones, scanWords } from '#slices/carriers/tracking/scan-words.ts'
import { BuyAgain } from './buy-again.tsx'

const stateWords: Record<LabelState, string> = {
  ordered: 'Being bought',
  bought: 'Bought',
  voiding: 'Being given back',
  voided: 'Given back',
  refused: 'Refused by the carrier',
  used: 'Used although called off',
}
const stateTones = {
  ordered: 'info',
  bought: 'neutral',
  voiding: 'info',
  voided: 'neutral',
  refused: 'danger',
  used: 'danger',
} as const

/** On the page of an order: the label of each parcel that we pack ourselves, what it cost and where its parcel is. */
export function LabelsOfOrder({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const may = useMay()
  const { data } = useQuery(
    trpc.labels.ofOrder.queryOptions({ orderId }, { refetchInterval: live.refetchInterval }),
  )
  const isThere = data !== undefined && data.labels.length > 0
  useArrival('labels', isThere)
  if (!isThere) return null
  return (
    <Card aria-labelledby="labels">
      <CardHeading id="labels">Labels and tracking</CardHeading>
      <ul className="flex flex-col divide-y divide-hairline">
        {data.labels.map(label => (
          <li key={label.id} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
            <Label label={label} />
            {data.needsCustoms && label.state === 'bought' && may('floor.work') && (
              <a
                className="link inline-flex min-h-11 items-center text-sm"
                href={`/api/floor/parcels/${label.parcelId}/cn23`}
                target="_blank"
                rel="noreferrer"
              >
                Customs form CN 23 (PDF)
              </a>
            )}
            {data.without
              .filter(({ labelId }) => labelId === label.id)
              .map(({ parcelId, warehouseId }) => (
                <MayAt key={parcelId} permission="floor.work" warehouseId={warehouseId}>
                  <BuyAgain parcelId={parcelId} />
                </MayAt>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Label({ label }: { label: ShownLabel }) {
  const { carrier, service, state, trackingNumber, costMinor, currency, refusal, scanCode, scans } = label
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span>
          {carrier}, {service.replaceAll('_', ' ')}
          {costMinor !== null && (
            <span className="text-muted text-sm"> · {formatMoney(costMinor, currency)}</span>
          )}
        </span>
        {scanCode && state === 'bought' ? (
          <Badge tone={scanTones[scanCode]}>{scanWords[scanCode]}</Badge>
        ) : (
          <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
        )}
      </p>
      {trackingNumber && <code className="[overflow-wrap:anywhere]">{trackingNumber}</code>}
      {refusal && <p className="text-sm [overflow-wrap:anywhere]">{refusal}</p>}
      {scans.length > 0 && (
        <ol className="mt-1 flex flex-col gap-1 text-sm">
          {scans.map(({ id, code, place, at }) => (
            <li key={id}>
              {scanWords[code]}
              <span className="text-muted">
                {' · '}
                {[place, formatDateTime(at, deskPlace)].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
