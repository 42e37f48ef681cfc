import type { Letter } from '../letter.ts'
import { OrderLines } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { Paragraph } from './shop-mail.tsx'

export function CancelledMail({ letter }: { letter: Letter }) {
  const { number, totalMinor } = letter.order
  return (
    <OrderMail
      letter={letter}
      preview={`Your ${letter.money(totalMinor)} goes back to the card you paid with.`}
      heading="Your order is cancelled."
      button="See your order"
    >
      <Paragraph>
        Order <strong>{number}</strong> will not be sent. The <strong>{letter.money(totalMinor)}</strong> you
        paid goes back to your card; we write again when it is on its way.
      </Paragraph>
      <OrderLines letter={letter} />
    </OrderMail>
  )
}
