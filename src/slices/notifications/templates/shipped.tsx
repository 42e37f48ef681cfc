import { carrierUrl } from '#slices/orders/delivery/carriers.ts'
import type { Letter } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { ink } from './look.ts'
import { OrderLines } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Link } from './parts.tsx'
import { Paragraph } from './shop-mail.tsx'

export function ShippedMail({
  letter,
  arrives,
}: {
  letter: Letter
  arrives: ReturnType<Letter['arrivesAfter']>
}) {
  const { number, trackingNumber } = letter.order
  const carrier = letter.order.carrier ?? 'The carrier'
  const carrierPage = carrierUrl(letter.order.carrier, trackingNumber)
  return (
    <OrderMail
      letter={letter}
      preview={
        trackingNumber
          ? `${carrier} has your parcel, tracking number ${trackingNumber}.`
          : `${carrier} has your parcel.`
      }
      heading="Your parcel is on its way."
      button="Follow your parcel"
    >
      <Paragraph>
        {carrier} has order <OrderNumber>{number}</OrderNumber> and brings it <strong>{arrives.days}</strong>.
        {arrives.isLate && ' That is later than we promised, and we are sorry.'}
      </Paragraph>
      {trackingNumber && (
        <Paragraph>
          Tracking number:{' '}
          {carrierPage ? (
            <Link className="link" href={carrierPage} style={{ color: ink.brand, fontWeight: 600 }}>
              {trackingNumber}
            </Link>
          ) : (
            <strong>{trackingNumber}</strong>
          )}
        </Paragraph>
      )}
      <Paragraph>In this parcel, and nothing is left to come:</Paragraph>
      <OrderLines letter={letter} />
      <DeliveryAddress letter={letter} />
    </OrderMail>
  )
}
