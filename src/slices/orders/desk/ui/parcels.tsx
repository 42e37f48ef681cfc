import { Badge } from '#platform/ui/badge.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { shownState } from '#slices/orders/delivery/exceptions.ts'
import { foldParcels, type Parcel } from '#slices/orders/delivery/parcels.ts'
import { wentElsewhere } from '#slices/orders/delivery/went-elsewhere.ts'
import { addressInWords } from '../address-words.ts'
import type { StaffOrder } from '../order.ts'
import { parcelStatus } from '../parcel-words.ts'

/** The tracking number of the order's parcel, or every parcel of an order that is sent in several. */
export function StaffParcels({ order, events }: Pick<StaffOrder, 'order' | 'events'>) {
  const parcels = foldParcels(events)
  if (parcels)
    return (
      <div className="mt-4 border-hairline border-t pt-3">
        <h3 className="font-normal font-text text-muted text-sm">
          {parcels.length === 1 ? '1 parcel' : `${parcels.length} parcels`}
        </h3>
        <ul className="flex flex-col divide-y divide-hairline">
          {parcels.map(parcel => (
            <li key={parcel.id} className="py-2 last:pb-0">
              <OneOfSeveral parcel={parcel} wentTo={wentElsewhere(events, parcel.id)} />
            </li>
          ))}
        </ul>
      </div>
    )
  if (!order.trackingNumber) return null
  return (
    <div className="mt-4 border-hairline border-t pt-3">
      <Tracking {...order} number={order.trackingNumber} copyLabel="Copy tracking number" />
    </div>
  )
}

function OneOfSeveral({ parcel, wentTo }: { parcel: Parcel; wentTo: Address | null }) {
  const { words, tone } = parcelStatus(shownState(parcel))
  const units = parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        <span>
          From {parcel.warehouse}
          <span className="text-muted text-sm">
            {' '}
            · {units === 1 ? '1 item' : `${units} items`}
            {parcel.insteadOf && ' · sent once more'}
          </span>
        </span>
        <Badge tone={tone}>{words}</Badge>
      </p>
      {wentTo && <p className="text-muted text-sm">Went to {addressInWords(wentTo)}</p>}
      {parcel.trackingNumber && (
        <Tracking
          carrier={parcel.carrier}
          number={parcel.trackingNumber}
          copyLabel={`Copy tracking number of the parcel from ${parcel.warehouse}`}
        />
      )}
    </>
  )
}

type TrackingProps = { carrier: string | null; number: string; copyLabel: string }

function Tracking({ carrier, number, copyLabel }: TrackingProps) {
  return (
    <div className="flex items-start justify-between gap-2">
      <p>
        <span className="block text-muted text-sm">{carrier}</span>
        <code className="[overflow-wrap:anywhere]">{number}</code>
      </p>
      <CopyButton text={number} label={copyLabel} />
    </div>
  )
}
