import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatMoney } from '#platform/ui/format.ts'
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
  const { order, capturedMinor } = details
  const { refundedMinor, held, leftMinor } = paymentAfter(details, refundMinor)
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  return (
    <div>
      <DescriptionList>
        <Description term="Paid">{money(capturedMinor)}</Description>
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

/** The card that the money goes to, and how long that takes. */
export function cardSentence({ order, payments }: StaffOrder, amountMinor: number): string {
  const card = payments.find(payment => payment.capturedMinor > 0)?.card
  const whereTo = card ? `the card ending in ${card.last4}` : 'the card it came from'
  return `${formatMoney(amountMinor, order.currency)} goes back to ${whereTo}, in 3 to 5 working days.`
}
