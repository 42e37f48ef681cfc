import type { Withdrawal } from '#slices/withdrawals/withdrawal.ts'
import type { Letter } from '../letter.ts'
import { unlinked } from '../plain-words.ts'
import { OrderMail } from './order-mail.tsx'
import { OrderNumber } from './order-number.tsx'
import { Paragraph, ShopMail } from './shop-mail.tsx'

type WithdrawalMailProps = {
  letter: Letter
  withdrawal: Withdrawal
  /** `9 Dec 2026, 14:05 (UK time)` */
  declared: string
  /** Why it was not accepted. Without one this is the acknowledgement. */
  refusal?: string
}

/** The statement word for word, and what follows. Unpacked orders are cancelled, which has a mail of its own. */
export function WithdrawalMail({ letter, withdrawal, declared, refusal }: WithdrawalMailProps) {
  const { number } = letter.order
  return (
    <OrderMail
      letter={letter}
      preview={refusal === undefined ? `Your statement of ${declared}.` : 'This is why.'}
      heading={
        refusal === undefined ? 'We have received your withdrawal.' : 'Your withdrawal could not be accepted.'
      }
      button="See your order"
    >
      <Paragraph>
        On <strong>{declared}</strong> you declared: “I withdraw from my contract for the following goods”,
        order <OrderNumber>{number}</OrderNumber>.
      </Paragraph>
      {withdrawal.lines.map(({ lineId, name, quantity }) => (
        <Paragraph key={lineId}>
          {quantity} × {name}
        </Paragraph>
      ))}
      <Paragraph>Declared by {unlinked(withdrawal.name)}.</Paragraph>
      {refusal === undefined ? (
        <Paragraph>
          Keep this email: it proves that you withdrew in time. If nothing was sent yet, the order is
          cancelled and we write again. Otherwise send the goods back within 14 days; we answer this email
          with a label, and your money goes back the way you paid.
        </Paragraph>
      ) : (
        <Paragraph>{unlinked(refusal)} Reply to this email if you see it differently.</Paragraph>
      )}
    </OrderMail>
  )
}

/** The way to the statement for somebody who has no account and lost the link. */
export function WithdrawalLinkMail({ letter }: { letter: Letter }) {
  const href = letter.trackingUrl.replace(/\?/, '/withdraw?')
  return (
    <ShopMail
      preview="The link opens your statement. Nothing is declared before you confirm it."
      heading="Withdraw from contract"
      button={{ words: 'Withdraw from contract', href }}
      about={`Order ${letter.order.number}. Questions? Reply to this email and a person will read it.`}
      why="Somebody typed your order number and your email address. If it was not you, do nothing."
    >
      <Paragraph>
        You asked for a link to withdraw from order <OrderNumber>{letter.order.number}</OrderNumber>. The
        button opens the statement; you confirm it in a second step.
      </Paragraph>
    </ShopMail>
  )
}
