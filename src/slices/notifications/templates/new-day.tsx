import type { Letter } from '../letter.ts'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'
import { WaitingLines } from './waiting-lines.tsx'

export function NewDayMail({ letter, day }: { letter: Letter; day: string }) {
  return (
    <OrderMail
      letter={letter}
      preview={`It is now expected ${day}.`}
      heading="What you wait for comes on another day."
      button="Follow your order"
    >
      <Paragraph>
        Stock for order <OrderNumber>{letter.order.number}</OrderNumber> is now expected{' '}
        <strong>{day}</strong>. You keep your place in the line, and we’ll write again when it has come.
      </Paragraph>
      <WaitingLines letter={letter} words="Waiting for stock:" />
      <Paragraph apart>
        If that is too late for you, take what waits out of the order on its page. The money goes back to the
        card you paid with.
      </Paragraph>
    </OrderMail>
  )
}
