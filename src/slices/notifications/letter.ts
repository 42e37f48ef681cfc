import type { DbOrTx } from '#platform/db/client.ts'
import { canonicalLocale } from '#platform/fields/fields.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { formatDay, formatDayRange, formatMoney, SHOP_LOCALE } from '#platform/ui/format.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { Order } from '#slices/orders/order.ts'
import { type OrderLine, readOrderWithLines } from '#slices/orders/queries.ts'
import { trackingTokenOf, trackingUrl } from '#slices/orders/shop/tracking-token.ts'
import { daysAfterShipping, promisedDays } from '#slices/pricing/arrival-days.ts'
import type { Arrival } from '#slices/pricing/quote.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import type { ParcelPromise } from '#slices/promises/promise.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import { wholePromise } from '#slices/promises/whole-promise.ts'
import { thanksTo } from './plain-words.ts'

/** What every mail about an order can say. */
export type Letter = {
  order: Order
  lines: OrderLine[]
  trackingUrl: string
  invoiceUrl: string
  /** `Thank you, Ana` */
  thanks: string
  /** The days that are promised of the order: `Tue 24 – Thu 26 Nov`. */
  arrives: string
  range: (days: Arrival) => string
  /** The kind of English in which days and prices are written. */
  locale: string
  /** The days counted from the moment at which the parcel left; late when it was promised sooner at first. */
  arrivesAfter: (shippedAt: Date, parcelId?: string) => { days: string; isLate: boolean }
  shippingMethodName: string
  countryName: string
  taxName: string
  money: (amountMinor: number) => string
  day: (at: Date) => string
  /** The day this many days after the moment, in the shop's calendar. */
  dayAfter: (at: Date, days: number) => string
}

export async function readLetter(db: DbOrTx, orderId: string): Promise<Letter> {
  const [found, promises] = await Promise.all([
    readOrderWithLines(db, orderId),
    readPromisesOfOrder(db, orderId),
  ])
  return letterOf({ ...mustFind(found, `Order ${orderId}`), promises })
}

export function letterOf({
  order,
  lines,
  promises = new Map(),
}: {
  order: Order
  lines: OrderLine[]
  promises?: ReadonlyMap<string, ParcelPromise>
}): Letter {
  const country = countryByCode(order.shippingAddress.country)
  const method = country && shippingMethodsFor(country.zone).find(({ code }) => code === order.shippingMethod)
  if (!country || !method)
    throw new PoisonJob(
      `Order ${order.number} has a country or shipping method that the shop no longer knows.`,
    )
  const locale = letterLocale(order.locale)
  // These are calendar days without a time, so UTC keeps them as they are.
  const calendar = { timeZone: 'UTC', locale }
  const range = ({ earliest, latest }: Arrival) => formatDayRange(earliest, latest, calendar)
  return {
    order,
    lines,
    trackingUrl: trackingUrl(order.id),
    invoiceUrl: `${env().shopUrl}/api/v1/orders/${order.id}/invoice?token=${trackingTokenOf(order.id)}`,
    thanks: thanksTo(order.shippingAddress.name),
    arrives: range(wholePromise(promises.values()) ?? promisedDays(order)),
    range,
    locale,
    arrivesAfter(shippedAt, parcelId = order.id) {
      const { isLate, ...days } = daysAfterShipping(order, shippedAt, promises.get(parcelId)?.firstBy)
      return { days: range(days), isLate }
    },
    shippingMethodName: method.name,
    countryName: country.name,
    taxName: country.tax.name,
    money: amountMinor => formatMoney(amountMinor, order.currency, locale),
    day: at => formatDay(at, { timeZone: SHOP_TIME_ZONE, locale }),
    dayAfter: (at, days) => formatDay(addDays(clockIn(SHOP_TIME_ZONE, at).day, days), calendar),
  }
}

/**
 * Mails are in English, so their days and prices are too, in the shopper's kind of English. An older order
 * may hold a language tag that no formatter accepts.
 */
function letterLocale(locale: string): string {
  const canonical = canonicalLocale(locale)
  return canonical && /^en\b/i.test(canonical) ? canonical : SHOP_LOCALE
}
