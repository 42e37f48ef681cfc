import { carrierUrl } from '#slices/orders/delivery/carriers.ts'
import type { Letter } from '../letter.ts'
import type { ShippedParcel } from '../shipped-parcel.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { ink } from './look.ts'
import { OrderLines } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Link } from './parts.tsx'
import { Paragraph } from './shop-mail.tsx'

type ShippedMailProps = {
  letter: Letter
  parcel: ShippedParcel
  /** Null: nobody said when it left, and it has arrived. */
  arrives: ReturnType<Letter['arrivesAfter']> | null
}

export function ShippedMail({ letter, parcel, arrives }: ShippedMailProps) {
  const { trackingNumber, part, isAgain } = parcel
  const carrier = parcel.carrier ?? 'The carrier'
  const some = isAgain ? 'the new parcel of ' : part ? (part.isLast ? 'the rest of ' : 'a part of ') : ''
  const has = arrives ? 'has' : 'has brought'
  const what = part ? `${some}your order` : 'your parcel'
  return (
    <OrderMail
      letter={letter}
      preview={
        trackingNumber
          ? `${carrier} ${has} ${what}, tracking number ${trackingNumber}.`
          : `${carrier} ${has} ${what}.`
      }
      heading={`${what[0]?.toUpperCase()}${what.slice(1)} ${arrives ? 'is on its way' : 'has arrived'}.`}
      button={part ? 'Follow your order' : 'Follow your parcel'}
    >
      <Paragraph>
        {carrier} {has} {some}order <OrderNumber>{letter.order.number}</OrderNumber>
        {arrives && (
          <>
            {' '}
            and brings it <strong>{arrives.days}</strong>
          </>
        )}
        .{arrives?.isLate && ' That is later than we promised, and we are sorry.'}
      </Paragraph>
      {trackingNumber && <TrackingNumber carrier={parcel.carrier} number={trackingNumber} />}
      <Paragraph>{part ? 'In this parcel:' : 'In this parcel, and nothing is left to come:'}</Paragraph>
      <OrderLines letter={{ ...letter, lines: parcel.lines }} />
      {part && !(isAgain && part.isLast) && <Paragraph apart>{othersWords(part)}</Paragraph>}
      <DeliveryAddress letter={letter} />
    </OrderMail>
  )
}

function TrackingNumber({ carrier, number }: { carrier: string | null; number: string }) {
  const carrierPage = carrierUrl(carrier, number)
  return (
    <Paragraph>
      Tracking number:{' '}
      {carrierPage ? (
        <Link className="link" href={carrierPage} style={{ color: ink.brand, fontWeight: 600 }}>
          {number}
        </Link>
      ) : (
        <strong>{number}</strong>
      )}
    </Paragraph>
  )
}

function othersWords(part: NonNullable<ShippedParcel['part']>): string {
  if (part.isLast)
    return part.leftBefore === 1
      ? 'The other parcel left before, so nothing is left to come.'
      : `The other ${part.leftBefore} parcels left before, so nothing is left to come.`
  const { units, parcels } = part.toCome
  if (parcels === 0) return 'The rest of your order waits for stock. We’ll write again when it has come.'
  const items = units === 1 ? '1 item is' : `${units} items are`
  return parcels === 1
    ? `${items} still to come in another parcel. We’ll write again when it leaves.`
    : `${items} still to come in ${parcels} more parcels. We’ll write again when each of them leaves.`
}
