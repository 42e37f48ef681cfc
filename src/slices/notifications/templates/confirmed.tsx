import { type Letter, someIsHere } from '../letter.ts'
import { DeliveryAddress } from './delivery-address.tsx'
import { ink } from './look.ts'
import { OrderLines, OrderTotals } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Link } from './parts.tsx'
import { Paragraph } from './shop-mail.tsx'
import { WaitingLines } from './waiting-lines.tsx'

export function ConfirmedMail({ letter }: { letter: Letter }) {
  const { number, totalMinor } = letter.order
  const isWaiting = letter.waiting.length > 0
  const isHere = someIsHere(letter)
  return (
    <OrderMail
      letter={letter}
      preview={`We have your payment of ${letter.money(totalMinor)} and are getting your things together.`}
      heading={`${letter.thanks}. Your order is confirmed.`}
      button="Follow your order"
    >
      <Paragraph>
        Order <OrderNumber>{number}</OrderNumber> is paid
        {isHere ? (
          <>
            {' '}
            and {isWaiting ? 'what is in stock of it ' : ''}arrives <strong>{letter.arrives}</strong>
          </>
        ) : (
          ' and waits for stock'
        )}
        . We’ll write again when it leaves us.
      </Paragraph>
      <WaitingLines letter={letter} words="Waiting for stock:" />
      <OrderLines letter={letter} />
      <OrderTotals letter={letter} />
      <Paragraph apart>
        <Link
          className="link"
          href={letter.invoiceUrl}
          style={{ color: ink.brand, textDecoration: 'underline' }}
        >
          Download the invoice
        </Link>
      </Paragraph>
      <DeliveryAddress letter={letter} />
      <Paragraph apart>
        Changed your mind, or moved? Until it is packed you can cancel the order or change its address on its
        page. From then on you may withdraw from the contract until 14 days after delivery, with the button
        “Withdraw from contract” there. Is something else wrong? Reply to this email.
      </Paragraph>
    </OrderMail>
  )
}
