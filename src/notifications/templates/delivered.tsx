import type { Letter } from '../letter.ts'
import { OrderMail, Paragraph } from './order-mail.tsx'

type DeliveredMailProps = { letter: Letter /** `Thu 24 Dec` */; returnsUntil: string }

export function DeliveredMail({ letter, returnsUntil }: DeliveredMailProps) {
  const { number, carrier } = letter.order
  return (
    <OrderMail
      letter={letter}
      preview={`Nothing at the door? Tell us. Returns are open until ${returnsUntil}.`}
      heading="Your parcel is there."
      button="See your order"
    >
      <Paragraph>
        {carrier ?? 'The carrier'} says that order <strong>{number}</strong> was delivered. If it is not at
        the door or with a neighbour, answer this email and we find it.
      </Paragraph>
      <Paragraph>
        Not quite right? You can send it back until <strong>{returnsUntil}</strong>: answer this email and we
        tell you where to.
      </Paragraph>
    </OrderMail>
  )
}
