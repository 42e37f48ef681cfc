import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import type { Rate } from './carrier.ts'

/**
 * The cheapest service that is as fast as the shopper was promised; of several the fastest, then by name, so that two workers choose the same. Null:
 * no service keeps the promise, and a person decides.
 */
export function chooseRate(
  rates: readonly Rate[],
  { method, country, currency }: { method: string; country: string; currency: string },
): Rate | null {
  const zone = countryByCode(country)?.zone ?? 'world'
  const promised = shippingMethodsFor(zone).find(({ code }) => code === method)
  if (!promised) return null
  const keeping = rates.filter(
    ({ workingDays, amount }) =>
      workingDays.most <= promised.workingDays.most && amount.currency === currency,
  )
  const [best] = keeping.toSorted(
    (one, other) =>
      one.amount.amount - other.amount.amount ||
      one.workingDays.most - other.workingDays.most ||
      one.workingDays.least - other.workingDays.least ||
      compare(one.carrier, other.carrier) ||
      compare(one.service, other.service),
  )
  return best ?? null
}

/** By code points: the locale of a machine changes nothing. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
