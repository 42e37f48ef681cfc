import { formatDayRange, formatMoney } from '#platform/ui/format.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'

/** `Tue 8 – Thu 10 Dec`. Days of a calendar have no time zone, so they are read and written in one. */
export function arrivalWords({ arrival }: Pick<DeliveryPromise, 'arrival'>): string {
  return formatDayRange(arrival.earliest, arrival.latest, { timeZone: 'UTC' })
}

/** `£3.95, free from £50`. */
export function deliveryPriceWords({ priceMinor, freeFromMinor, currency }: DeliveryPromise): string {
  const price = formatMoney(priceMinor, currency)
  if (freeFromMinor === null) return price
  return `${price}, free from ${formatMoney(freeFromMinor, currency).replace(/\.00$/, '')}`
}
