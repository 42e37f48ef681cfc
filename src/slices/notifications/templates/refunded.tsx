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
  /** `Visa ending in 4242 and gift card ending in STVW` */
  means: string
  /** A bank takes days to show it; gift cards and store credit have it at once. */
  isByCard: boolean
  /** A guest took a gift card instead. Its code comes in a mail of its own. */
  isByMail: boolean
  creditNoteUrl: string
}

export function RefundedMail({
  letter,
  amount,
  what,
  isTakenOut,
  sentOn,
  means,
  isByCard,
  isByMail,
  creditNoteUrl,
}: RefundedMailProps) {
  return (
    <OrderMail
      letter={letter}
      preview={isByCard ? `Back on your ${means} in 3 to 5 working days.` : `Back on your ${means} now.`}
      heading={`${amount} is on its way back to you.`}
      button="See your order"
    >
      <Paragraph>
        On {sentOn} we sent back <strong>{amount}</strong> for order{' '}
        <OrderNumber>{letter.order.number}</OrderNumber> to your {means}.{' '}
        {isByCard
          ? 'Banks usually show it within 3 to 5 working days.'
          : isByMail
            ? 'Its code comes in another email, and you can spend it right away.'
            : 'You can spend it right away.'}
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
