import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { arrivalDays } from '#slices/pricing/arrival-days.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'

/** The price and arrival of the cheapest delivery at home, for an order placed now. */
export function deliveryPromise(now: Date): DeliveryPromise | null {
  const [cheapest] = shippingMethodsFor('home')
  if (!cheapest) return null
  return {
    priceMinor: cheapest.priceMinor,
    freeFromMinor: cheapest.freeFromMinor,
    currency: SHOP_CURRENCY,
    arrival: arrivalDays({ method: cheapest, country: 'GB' }, { orderedAt: now }),
  }
}
