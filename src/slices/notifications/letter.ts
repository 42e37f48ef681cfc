import type { DbOrTx } from '#platform/db/client.ts'
import { canonicalLocale } from '#platform/fields/fields.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { formatDay, formatDayRange, formatMoney, SHOP_LOCALE } from '#platform/ui/format.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import { readWaiting, type WaitingLine } from '#slices/inventory/waiting/queries.ts'
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
  /** What waits for stock, and the day on which that is expected. */
  waiting: { units: number; name: string; day: string }[]
  trackingUrl: string
  invoiceUrl: string
  /** The credit note of a refund, which may still be on its way. */
  creditNoteUrl: (refundId: string) => string
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
  const [found, promises, waiting] = await Promise.all([
    readOrderWithLines(db, orderId),
    readPromisesOfOrder(db, orderId),
    readWaiting(db, [orderId]),
  ])
  return letterOf({ ...mustFind(found, `Order ${orderId}`), promises, waiting })
}

export function letterOf({
  order,
  lines,
  promises = new Map(),
  waiting = [],
}: {
  order: Order
  lines: OrderLine[]
  promises?: ReadonlyMap<string, ParcelPromise>
  waiting?: readonly WaitingLine[]
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
  const [documents, token] = [`${env().shopUrl}/api/v1/orders/${order.id}`, trackingTokenOf(order.id)]
  const range = ({ earliest, latest }: Arrival) => formatDayRange(earliest, latest, calendar)
  return {
    order,
    lines,
    waiting: waiting.flatMap(({ orderLineId, waiting: units, expectedOn }) => {
      const line = lines.find(({ id }) => id === orderLineId)
      return line && units > 0
        ? [{ units, name: itemName(line.name, line.options), day: formatDay(expectedOn, calendar) }]
        : []
    }),
    trackingUrl: trackingUrl(order.id),
    invoiceUrl: `${documents}/invoice?token=${token}`,
    creditNoteUrl: refundId => `${documents}/credit-notes/${refundId}?token=${token}`,
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

/** Whether something of the order does not wait for stock. */
export const someIsHere = ({ order, waiting }: Pick<Letter, 'order' | 'waiting'>): boolean =>
  waiting.reduce((sum, { units }) => sum + units, 0) < order.units

/** When the order arrives, or from when it leaves, for the subject of a mail. */
export function arrivalWords(letter: Letter): string {
  const day = letter.waiting.at(-1)?.day
  if (!day) return `arrives ${letter.arrives}`
  return someIsHere(letter) ? `a part arrives ${letter.arrives}` : `leaves from ${day}`
}

/** The order's lines with the units that are in these parcels, and what those cost. */
export function linesOfParcels(
  { lines }: Pick<Letter, 'lines'>,
  parcels: readonly { lines: readonly { lineId: string; quantity: number }[] }[],
): OrderLine[] {
  const units = new Map<string, number>()
  for (const { lineId, quantity } of parcels.flatMap(parcel => parcel.lines))
    units.set(lineId, (units.get(lineId) ?? 0) + quantity)
  return lines.flatMap(line => unitsOf(line, units.get(line.id) ?? 0))
}

export const unitsOf = (line: OrderLine, quantity: number): OrderLine[] =>
  quantity > 0
    ? [{ ...line, quantity, totalMinor: Math.round((line.totalMinor * quantity) / line.quantity) }]
    : []

/**
 * Mails are in English, so their days and prices are too, in the shopper's kind of English. An older order
 * may hold a language tag that no formatter accepts.
 */
function letterLocale(locale: string): string {
  const canonical = canonicalLocale(locale)
  return canonical && /^en\b/i.test(canonical) ? canonical : SHOP_LOCALE
}
