import { formatDayRange, formatMoney } from '#platform/ui/format.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'

/** Writes `Tue 8 – Thu 10 Dec`. Calendar days have no time zone, so this reads and writes them in the same one. */
export function arrivalWords({ arrival }: Pick<DeliveryPromise, 'arrival'>): string {
  return formatDayRange(arrival.earliest, arrival.latest, { timeZone: 'UTC' })
}

/** `£3.95, free from £50`. */
export function deliveryPriceWords({ priceMinor, freeFromMinor, currency }: DeliveryPromise): string {
  const price = formatMoney(priceMinor, currency)
  if (freeFromMinor === null) return price
  return `${price}, free from ${formatMoney(freeFromMinor, currency).replace(/\.00$/, '')}`
}
