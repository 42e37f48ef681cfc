import type { Letter } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { OrderLines, OrderTotals } from './order-lines.tsx'
import { OrderMail, Paragraph } from './order-mail.tsx'

export function ConfirmedMail({ letter }: { letter: Letter }) {
  const { number, totalMinor } = letter.order
  return (
    <OrderMail
      letter={letter}
      preview={`We have your payment of ${letter.money(totalMinor)} and are getting your things together.`}
      heading={`Thank you, ${letter.firstName}. Your order is confirmed.`}
      button="Follow your order"
    >
      <Paragraph>
        Order <strong>{number}</strong> is paid and arrives <strong>{letter.arrives}</strong>. We write again when it leaves
        us; the same page has your invoice.
      </Paragraph>
      <OrderLines letter={letter} />
      <OrderTotals letter={letter} />
      <DeliveryAddress letter={letter} />
      <Paragraph>&nbsp;</Paragraph>
      <Paragraph>Changed your mind, or is something wrong? Answer this email before it ships and we change or cancel it.</Paragraph>
    </OrderMail>
  )
}
