import type { Letter } from '../letter.ts'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'

type RefundFailedMailProps = {
  letter: Letter
  amount: string
  /** `Visa ending in 4242` */
  card: string
}

export function RefundFailedMail({ letter, amount, card }: RefundFailedMailProps) {
  return (
    <OrderMail
      letter={letter}
      preview={`The bank could not pay ${amount} out to your ${card}.`}
      heading={`Your refund of ${amount} came back to us.`}
      button="See your order"
    >
      <Paragraph>
        We sent back <strong>{amount}</strong> for order <OrderNumber>{letter.order.number}</OrderNumber>, and
        the bank could not pay it out to your {card}: the card may be closed or replaced. The money is yours.
        We are looking into it and will write to you. If there is another way we can pay you, reply to this
        email.
      </Paragraph>
    </OrderMail>
  )
}
