import type { Money } from '#platform/fields/money.ts'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { paidLabel } from '#slices/pricing/paid-words.ts'
import type { PaidPart, Tax } from '#slices/pricing/quote.ts'
import type { ExplainedSums } from '#slices/pricing/why.ts'
import { HowMade } from './how-made.tsx'
import { dayWords } from './order-days.ts'

export type OrderTotalsProps = ExplainedSums & {
  tax: Money
  taxName: string
  paidWith: PaidPart[]
  refunds?: { amount: Money; at: Date }[]
}

/** Subtotal, delivery, tax and total. The tax line says whether it is inside the total or added to it. */
export function OrderTotals(sums: OrderTotalsProps) {
  const {
    subtotal,
    shipping,
    discounts,
    tax,
    taxName,
    taxes,
    taxIncluded,
    total,
    paidWith,
    refunds = [],
  } = sums
  const addedTax = !taxIncluded && tax.amount > 0
  const isOwedByBuyer = taxes.some(({ treatment }) => treatment === 'reverse_charge')
  return (
    <div>
      <DescriptionList>
        <Description term="Subtotal">{words(subtotal)}</Description>
        <Description term="Delivery">{shipping.amount === 0 ? 'Free' : words(shipping)}</Description>
        {discounts.map(({ name, code, amount }) => (
          <Description key={name} term={code ? `${name} (${code})` : name}>
            <span className="whitespace-nowrap">−{words(amount)}</span>
          </Description>
        ))}
        {isOwedByBuyer && <Description term={`${taxName}, reverse charge`}>{words(tax)}</Description>}
        {addedTax && <Description term={`${taxName}, added`}>{words(tax)}</Description>}
        <Description term="Total" strong>
          {words(total)}
        </Description>
        {paidWith.some(({ kind }) => kind !== 'card') &&
          paidWith.map(part => (
            <Description key={`${part.kind} ${part.codeEnd}`} term={paidLabel(part)}>
              {words(part.amount)}
            </Description>
          ))}
        {refunds.map(({ amount, at }) => (
          <Description key={at.toISOString()} term={`Refunded ${dayWords(at)}`}>
            −{words(amount)}
          </Description>
        ))}
      </DescriptionList>
      {taxIncluded && tax.amount > 0 && (
        <p className="tabular mt-1 text-right text-muted text-sm">
          Includes {words(tax)} {taxName}
          {taxes.length > 1 && ` (${taxes.map(rateWords).join(', ')})`}
        </p>
      )}
      <HowMade sums={sums} />
    </div>
  )
}

/** `£5.00 at 20%` */
const rateWords = ({ rateBasisPoints, amount }: Tax) => `${words(amount)} at ${rateBasisPoints / 100}%`

const words = ({ amount, currency }: Money) => formatMoney(amount, currency)
