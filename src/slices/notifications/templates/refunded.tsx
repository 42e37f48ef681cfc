import type { Letter } from '../letter.ts'
import { ink } from './look.ts'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Link } from './parts.tsx'
import { Paragraph } from './shop-mail.tsx'

type RefundedMailProps = {
  letter: Letter
  amount: string
  /** The refunded items: `1 × Supper plate, Oat`. Empty for a full refund, or for a sum without items. */
  what: string[]
  /** These items were taken out of the order, and the rest is sent. */
  isTakenOut: boolean
  /** `Tue 24 Nov` */
  sentOn: string
  /** `Visa ending in 4242` */
  card: string
  creditNoteUrl: string
}

export function RefundedMail({
  letter,
  amount,
  what,
  isTakenOut,
  sentOn,
  card,
  creditNoteUrl,
}: RefundedMailProps) {
  return (
    <OrderMail
      letter={letter}
      preview={`Back on your ${card} in 3 to 5 working days.`}
      heading={`${amount} is on its way back to you.`}
      button="See your order"
    >
      <Paragraph>
        On {sentOn} we sent back <strong>{amount}</strong> for order{' '}
        <OrderNumber>{letter.order.number}</OrderNumber> to your {card}. Banks usually show it within 3 to 5
        working days.
      </Paragraph>
      {what.length > 0 && (
        <Paragraph>
          It is for {what.join('; ')}.
          {isTakenOut && ' You do not get this any more; the rest of your order is sent as before.'}
        </Paragraph>
      )}
      <Paragraph apart>
        <Link className="link" href={creditNoteUrl} style={{ color: ink.brand, textDecoration: 'underline' }}>
          Download the credit note
        </Link>
      </Paragraph>
    </OrderMail>
  )
}
