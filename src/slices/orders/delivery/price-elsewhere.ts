import type { DbOrTx } from '#platform/db/client.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { taxClassesOf } from '#slices/catalog/queries.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { type Country, countryByCode } from '#slices/customers/addresses/countries.ts'
import { taxed } from '#slices/pricing/price.ts'
import {
  type ShippingMethod,
  shippingMethodsFor,
  shippingPriceMinor,
} from '#slices/pricing/shipping-methods.ts'
import { taxRules } from '#slices/pricing/tax-rates.ts'
import type { Order } from '../order.ts'
import { readLines } from '../queries.ts'

/**
 * What the order would cost at this address, in a sentence, when that is not what was paid. Null: the same to the penny. Its
 * lines keep the prices at which they were sold. `wayOut`: what can be done instead.
 */
export async function priceElsewhere(
  db: DbOrTx,
  order: Order,
  { country: code }: Pick<Address, 'country'>,
  wayOut = 'Cancel this order and order again for that address.',
): Promise<string | null> {
  if (code === order.shippingAddress.country) return null
  const country = countryByCode(code)
  const method =
    country && shippingMethodsFor(country.zone).find(candidate => candidate.code === order.shippingMethod)
  if (!country || !method) return 'We do not deliver there in the way that this order was bought with.'
  if (order.taxes?.some(({ treatment }) => treatment === 'reverse_charge'))
    return `This order is without VAT, which is so only in the country that it was bought for. ${wayOut}`
  const there = await costThere(db, order, { country, method })
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  const differs = [
    there.shippingMinor !== order.shippingMinor &&
      `delivery costs ${money(there.shippingMinor)} there and not ${money(order.shippingMinor)}`,
    (there.taxMinor !== order.taxMinor || there.taxIncluded !== order.taxIncluded) &&
      `the tax is ${money(there.taxMinor)} and not ${money(order.taxMinor)}`,
  ].filter(words => words !== false)
  if (differs.length === 0) return null
  return `${country.name} would change the price: ${differs.join(', and ')}. The total would be ${money(there.totalMinor)} instead of ${money(order.totalMinor)}. ${wayOut}`
}

/** Prices and what promotions gave stay as they were at the sale; delivery and tax are those of the country, on the day of the sale. */
async function costThere(
  db: DbOrTx,
  order: Order,
  { country, method }: { country: Country; method: ShippingMethod },
): Promise<Pick<Order, 'shippingMinor' | 'taxMinor' | 'taxIncluded' | 'totalMinor'>> {
  const lines = await readLines(db, order.id)
  const classes = await taxClassesOf(
    db,
    lines.map(({ variantId }) => variantId),
  )
  const goods = lines.map(({ totalMinor }) => totalMinor)
  const off = lines.map(({ discountMinor }) => discountMinor)
  const listedMinor = shippingPriceMinor(method, order.subtotalMinor)
  const isGiven = order.discounts?.some(({ deliveryMinor }) => deliveryMinor > 0)
  const deliveryMinor = isGiven ? 0 : listedMinor
  const rules = taxRules(country, order.placedAt)
  const { taxes } = taxed(
    lines.map(({ variantId }) => classes.get(variantId) ?? 'standard'),
    rules,
    { goods, off, deliveryMinor },
  )
  const taxMinor = taxes.reduce((sum, group) => sum + group.taxMinor, 0)
  const paidMinor = goods.reduce((sum, minor, index) => sum + minor - (off[index] ?? 0), deliveryMinor)
  return {
    shippingMinor: listedMinor,
    taxMinor,
    taxIncluded: rules.taxIncluded,
    totalMinor: paidMinor + (rules.taxIncluded ? 0 : taxMinor),
  }
}
