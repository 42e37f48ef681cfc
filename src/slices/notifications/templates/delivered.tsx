import type { Letter } from '../letter.ts'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'

type DeliveredMailProps = { letter: Letter /** `Thu 24 Dec` */; returnsUntil: string }

export function DeliveredMail({ letter, returnsUntil }: DeliveredMailProps) {
  const { number, carrier } = letter.order
  return (
    <OrderMail
      letter={letter}
      preview={`Nothing at the door? Tell us. Returns are open until ${returnsUntil}.`}
      heading="Your parcel has arrived."
      button="See your order"
    >
      <Paragraph>
        {carrier ?? 'The carrier'} says that order <OrderNumber>{number}</OrderNumber> was delivered. If it is
        not at the door or with a neighbour, reply to this email and we’ll find it.
      </Paragraph>
      <Paragraph>
        Not quite right? You can send it back until <strong>{returnsUntil}</strong>: reply to this email and
        we’ll tell you how.
      </Paragraph>
    </OrderMail>
  )
}
