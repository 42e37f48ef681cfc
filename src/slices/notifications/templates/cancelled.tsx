import type { Letter } from '../letter.ts'
import { OrderLines } from './order-lines.tsx'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph } from './shop-mail.tsx'

export type CancelledSums = {
  /** The sum that this cancellation sends back. */
  goesBackMinor: number
  wentBackMinor: number
  /** True while the card's bank decides a dispute. */
  disputed: boolean
}

export function CancelledMail({ letter, ...sums }: { letter: Letter } & CancelledSums) {
  const { goesBackMinor, wentBackMinor } = sums
  const sum = letter.money(goesBackMinor)
  return (
    <OrderMail
      letter={letter}
      preview={
        goesBackMinor > 0
          ? `Your ${sum} goes back the way you paid.`
          : `Order ${letter.order.number} will not be sent.`
      }
      heading="Your order is cancelled."
      button="See your order"
    >
      <Paragraph>
        Order <OrderNumber>{letter.order.number}</OrderNumber> will not be sent.{' '}
        {goesBackMinor > 0 && (
          <>
            <strong>{sum}</strong> goes back the way you paid, and we’ll write again when it is on its way.
          </>
        )}
        {wentBackMinor > 0 && ` ${letter.money(wentBackMinor)} went back to you before.`}
        {withoutMoney(letter, sums)}
      </Paragraph>
      <OrderLines letter={letter} />
    </OrderMail>
  )
}

/** The reason why the mail promises nothing although money is left. */
function withoutMoney({ order }: Letter, { goesBackMinor, wentBackMinor, disputed }: CancelledSums): string {
  if (goesBackMinor > 0 || wentBackMinor === order.totalMinor) return ''
  return disputed
    ? ' You disputed the payment, so your bank now decides about the money.'
    : ' We are settling your payment with the bank and will write again.'
}
