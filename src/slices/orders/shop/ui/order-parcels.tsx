import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { optionValues } from '#slices/catalog/option-words.ts'
import type { OrderStatus, ShopperParcel } from '../order-answers.ts'
import { arrivalWords } from './order-days.ts'
import { insteadWords, parcelsHeading, parcelWords } from './parcel-words.ts'
import { TrackingNumber } from './tracking-number.tsx'

/** Each parcel of an order that is sent in several: where it is and what is in it. */
export function OrderParcels({ order }: { order: OrderStatus }) {
  const heading = parcelsHeading(order)
  if (!heading) return null
  return (
    <Card aria-labelledby="parcels">
      <CardHeading id="parcels">{heading}</CardHeading>
      <ol className="flex flex-col divide-y divide-hairline">
        {order.parcels.map((parcel, index) => (
          <li key={parcel.id} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
            <Parcel
              parcel={parcel}
              name={`Parcel ${index + 1}`}
              instead={insteadWords(parcel, order.parcels)}
            />
          </li>
        ))}
      </ol>
    </Card>
  )
}

type ParcelProps = { parcel: ShopperParcel; name: string; instead: string | null }

function Parcel({ parcel, name, instead }: ParcelProps) {
  const { words, tone } = parcelWords(parcel)
  const { trackingNumber, carrier, carrierUrl, wentTo } = parcel
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold font-text text-base">{name}</h3>
        <Badge tone={tone}>{words}</Badge>
      </div>
      {wentTo && (
        <p className="text-muted text-sm">
          It went to {wentTo.line1}, {wentTo.city}.
        </p>
      )}
      {instead && <p className="text-sm">{instead}</p>}
      {parcel.promise && <Arrives promise={parcel.promise} />}
      <ul className="flex flex-col gap-2">
        {parcel.lines.map(line => (
          <li key={line.id}>
            <p className="leading-snug">{line.name}</p>
            <p className="text-muted text-sm">
              {[...optionValues(line.options), `Quantity ${line.quantity}`].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {trackingNumber && (
        <div>
          <p className="text-muted text-sm">Tracking number{carrier && ` with ${carrier}`}</p>
          <TrackingNumber
            number={trackingNumber}
            carrierUrl={carrierUrl}
            copyLabel={`Copy tracking number of ${name.toLowerCase()}`}
          />
        </div>
      )}
    </>
  )
}

function Arrives({ promise }: { promise: NonNullable<ShopperParcel['promise']> }) {
  const { isLate, because } = promise
  return (
    <p className={isLate ? 'text-danger text-sm' : 'text-muted text-sm'}>
      {isLate ? 'Now arrives' : 'Arrives'} {arrivalWords(promise)}
      {isLate && ', later than we promised'}. {because}
    </p>
  )
}
