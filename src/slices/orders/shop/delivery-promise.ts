import type { DbOrTx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { hoursOfOpen, readWarehouses } from '#slices/inventory/queries.ts'
import { arrivalNow } from '#slices/pricing/arrival-days.ts'
import { SHOP_COUNTRY } from '#slices/pricing/public-holidays.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'

/** The price and arrival of the cheapest delivery at home, for an order placed now. The days hold for every open warehouse. */
export async function deliveryPromise(db: DbOrTx, now: Date): Promise<DeliveryPromise | null> {
  const [method] = shippingMethodsFor('home')
  if (!method) return null
  const hours = hoursOfOpen(await readWarehouses(db))
  return {
    priceMinor: method.priceMinor,
    freeFromMinor: method.freeFromMinor,
    currency: SHOP_CURRENCY,
    ...arrivalNow({ method, country: SHOP_COUNTRY }, { orderedAt: now, hours }),
  }
}
