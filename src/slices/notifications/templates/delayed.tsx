import type { Letter } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'

type DelayedMailProps = {
  letter: Letter
  /** When it arrives now. */
  days: string
  because: string | null
  /** The order comes in several parcels, and this is about one of them. */
  isPart: boolean
}

export function DelayedMail({ letter, days, because, isPart }: DelayedMailProps) {
  const what = isPart ? 'A part of your order' : 'Your order'
  return (
    <OrderMail
      letter={letter}
      preview={`It now arrives ${days}.`}
      heading={`${what} comes later than we promised.`}
      button="Follow your order"
    >
      <Paragraph>
        {isPart ? 'A parcel of order' : 'Order'} <OrderNumber>{letter.order.number}</OrderNumber> now arrives{' '}
        <strong>{days}</strong>. {because} We are sorry.
      </Paragraph>
      <Paragraph>
        There is nothing for you to do. If that is too late for you, reply to this email, or cancel on the
        order’s page as long as nothing of it is packed.
      </Paragraph>
      <DeliveryAddress letter={letter} />
    </OrderMail>
  )
}
