import type { DbOrTx } from '#platform/db/client.ts'
import { formatMoney } from '#platform/ui/format.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import { totalsOf } from '#slices/pricing/totals.ts'
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
  const there = totalsOf(await readLines(db, order.id), { country, method, currency: order.currency })
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
