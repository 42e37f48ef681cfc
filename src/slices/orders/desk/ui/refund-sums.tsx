import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { creditPartOf } from '#slices/payments/credit-part.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import { paymentAfter, type StaffOrder } from '../order.ts'

export const COMMON_REASONS = ['Customer asked', 'Cannot be delivered', 'Arrived damaged', 'Suspected fraud']

/** The sums paid, given back before, and going back now. Screen readers hear each change. */
export function RefundSums({
  details,
  refundMinor,
  term,
}: {
  details: StaffOrder
  refundMinor: number
  term: string
}) {
  const { order, paidMinor } = details
  const { refundedMinor, held, leftMinor } = paymentAfter(details, refundMinor)
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  return (
    <div>
      <DescriptionList>
        <Description term="Paid">{money(paidMinor)}</Description>
        <Description term="Refunded before">{money(refundedMinor)}</Description>
        {held && (
          <Description term={held.isLost ? 'Lost in a dispute' : 'Disputed, held by the bank'}>
            {money(held.amountMinor)}
          </Description>
        )}
        <Description term={term} strong>
          {money(refundMinor)}
        </Description>
        <Description term="Left afterwards">{money(leftMinor)}</Description>
      </DescriptionList>
      <p role="status" className="sr-only">
        {`${term}: ${money(refundMinor)}. Left afterwards: ${money(leftMinor)}.`}
      </p>
    </div>
  )
}

/** Where the money goes: to the card first, in some days, and the rest at once to what else paid. */
export function wayBackSentence({ order, payments, refunds }: StaffOrder, amountMinor: number): string {
  const paid = payments.find(({ status }) => status === 'succeeded')
  const went = refunds.filter(({ status }) => status !== 'failed' && status !== 'reversed')
  const cardLeftMinor = went.reduce(
    (left, refund) => left - (refund.amountMinor - refund.creditMinor),
    paid?.capturedMinor ?? 0,
  )
  const creditMinor = creditPartOf({ cardLeftMinor }, amountMinor)
  const money = (minor: number) => formatMoney(minor, order.currency)
  const whereTo = paid?.card ? `the card ending in ${paid.card.last4}` : 'the card it came from'
  const byCard = `${money(amountMinor - creditMinor)} goes back to ${whereTo}, in 3 to 5 working days.`
  if (creditMinor === 0) return byCard
  const others = paidWords(order.paidWith ?? [], '')
  const byCredit = `${money(creditMinor)} goes back at once to what paid first: ${others}.`
  return creditMinor === amountMinor ? byCredit : `${byCard} ${byCredit}`
}
