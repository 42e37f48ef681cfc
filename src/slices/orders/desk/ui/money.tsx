import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { HowMade } from '#slices/orders/shop/ui/how-made.tsx'
import { discountsOf, paidWithOf } from '#slices/orders/sums.ts'
import { paidLabel } from '#slices/pricing/paid-words.ts'
import type { TaxGroup } from '#slices/pricing/priced.ts'
import { taxAnswers } from '#slices/pricing/quote.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import type { ExplainedSums } from '#slices/pricing/why.ts'
import type { StaffOrder, StaffOrderLine } from '../order.ts'

/** The sums from the goods to the total, and the sums that were taken and given back. */
export function StaffMoney({
  details: { order, lines, paidMinor, disputes, effects },
}: {
  details: StaffOrder
}) {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  const lostMinor = disputes.reduce(
    (sum, { state, amountMinor }) => sum + (state === 'lost' ? amountMinor : 0),
    0,
  )
  const country = countryByCode(order.shippingAddress.country)
  const taxName = country?.tax.name ?? 'Tax'
  const method =
    country && shippingMethodsFor(country.zone).find(candidate => candidate.code === order.shippingMethod)
  const isOwedByBuyer = order.taxes?.some(({ treatment }) => treatment === 'reverse_charge')
  const taxRows = (how: 'added' | 'included' | 'reverse charge') =>
    order.taxes && order.taxes.length > 1 ? (
      order.taxes.map(({ name, rateBasisPoints, treatment, taxMinor }) => (
        <Description
          key={`${treatment} ${rateBasisPoints}`}
          term={`${name} at ${rateBasisPoints / 100} %, ${how}`}
        >
          {money(taxMinor)}
        </Description>
      ))
    ) : (
      <Description term={`${taxName}, ${how}`}>{money(order.taxMinor)}</Description>
    )
  return (
    <Card aria-labelledby="money">
      <CardHeading id="money">Money</CardHeading>
      <DescriptionList>
        <Description term="Subtotal">{money(order.subtotalMinor)}</Description>
        <Description term={`${method?.name ?? order.shippingMethod} delivery`}>
          {order.shippingMinor === 0 ? 'Free' : money(order.shippingMinor)}
        </Description>
        {order.discounts?.map(({ promotionId, name, code, amountMinor }) => (
          <Description key={promotionId} term={code ? `${name} (${code})` : name}>
            −{money(amountMinor)}
          </Description>
        ))}
        {!order.taxIncluded && taxRows(isOwedByBuyer ? 'reverse charge' : 'added')}
        <Description term="Total" strong>
          {money(order.totalMinor)}
        </Description>
        {order.taxIncluded && taxRows('included')}
        {order.paidWith &&
          paidWithOf(order).map(part => (
            <Description key={`${part.kind} ${part.codeEnd}`} term={paidLabel(part)}>
              {money(part.amount.amount)}
            </Description>
          ))}
        <Description term={order.paidWith ? 'Paid' : 'Captured'}>{money(paidMinor)}</Description>
        <Description term="Refunded">
          {order.refundedMinor > 0 ? `−${money(order.refundedMinor)}` : money(0)}
        </Description>
        {lostMinor > 0 && <Description term="Lost in a dispute">−{money(lostMinor)}</Description>}
      </DescriptionList>
      {order.taxes && (
        <HowMade sums={explained(order, lines, order.taxes, method?.name ?? order.shippingMethod)} />
      )}
      {effects.some(effect => effect.kind === 'invoices.render') && (
        <p className="mt-3 border-hairline border-t pt-3">
          <a
            className="link inline-flex min-h-9 items-center"
            href={`/api/v1/orders/${order.id}/invoice`}
            target="_blank"
            rel="noopener"
          >
            Open the invoice (PDF)
          </a>
        </p>
      )}
    </Card>
  )
}

/** An order from before taxes were kept by rate cannot be explained. */
function explained(
  order: StaffOrder['order'],
  lines: StaffOrderLine[],
  taxes: readonly TaxGroup[],
  deliveryName: string,
): ExplainedSums {
  const money = (amount: number) => ({ amount, currency: order.currency })
  return {
    deliveryName,
    lines: lines.map(({ name, quantity, unitPriceMinor, totalMinor, discountMinor }) => ({
      name,
      quantity,
      unitPrice: money(unitPriceMinor),
      total: money(totalMinor),
      discount: money(discountMinor),
    })),
    subtotal: money(order.subtotalMinor),
    shipping: money(order.shippingMinor),
    discounts: discountsOf(order),
    taxes: taxAnswers(taxes, order.currency),
    taxIncluded: order.taxIncluded,
    total: money(order.totalMinor),
  }
}
