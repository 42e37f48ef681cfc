import type { ShippingZone } from './countries.ts'

export const shippingMethodCodes = ['standard', 'express'] as const
export type ShippingMethodCode = (typeof shippingMethodCodes)[number]

export type ShippingMethod = {
  code: ShippingMethodCode
  name: string
  carrier: string
  priceMinor: number
  /** From this subtotal on it costs nothing; null: always costs. */
  freeFromMinor: number | null
  /** Working days from dispatch to door. */
  workingDays: { least: number; most: number }
}

const standard = { code: 'standard', name: 'Standard', carrier: 'Royal Parcel' } as const
const express = { code: 'express', name: 'Express', carrier: 'Swift Courier', freeFromMinor: null } as const

/** Prices in pence, tax included where the country includes it. Cheapest first: it is the one chosen beforehand. */
const byZone: Record<ShippingZone, readonly ShippingMethod[]> = {
  home: [
    { ...standard, priceMinor: 395, freeFromMinor: 5_000, workingDays: { least: 2, most: 4 } },
    { ...express, priceMinor: 695, workingDays: { least: 1, most: 1 } },
  ],
  europe: [
    { ...standard, priceMinor: 995, freeFromMinor: 15_000, workingDays: { least: 4, most: 7 } },
    { ...express, priceMinor: 1_995, workingDays: { least: 2, most: 3 } },
  ],
  world: [
    { ...standard, priceMinor: 1_495, freeFromMinor: null, workingDays: { least: 7, most: 14 } },
    { ...express, priceMinor: 2_995, workingDays: { least: 3, most: 5 } },
  ],
}

export function shippingMethodsFor(zone: ShippingZone): readonly ShippingMethod[] {
  return byZone[zone]
}

export function shippingPriceMinor(method: ShippingMethod, subtotalMinor: number): number {
  return method.freeFromMinor !== null && subtotalMinor >= method.freeFromMinor ? 0 : method.priceMinor
}

/** The warehouse hands over parcels until 16:00 London time on working days. */
const CUT_OFF_HOUR = 16
const SHOP_TIME_ZONE = 'Europe/London'

// Made once: making it takes longer than all it is used for.
const inTheShop = new Intl.DateTimeFormat('en-CA', {
  timeZone: SHOP_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** First and last day of arrival, `YYYY-MM-DD` in the shop's calendar. Public holidays are not known. */
export function arrivalDays(
  method: Pick<ShippingMethod, 'workingDays'>,
  orderedAt: Date,
): { earliest: string; latest: string } {
  const parts = inTheShop.formatToParts(orderedAt)
  const part = (type: string) => parts.find(candidate => candidate.type === type)?.value ?? ''
  const today = new Date(`${part('year')}-${part('month')}-${part('day')}T00:00:00Z`)
  const dispatched =
    Number(part('hour')) < CUT_OFF_HOUR && isWorkingDay(today) ? today : addWorkingDays(today, 1)
  return {
    earliest: addWorkingDays(dispatched, method.workingDays.least).toISOString().slice(0, 10),
    latest: addWorkingDays(dispatched, method.workingDays.most).toISOString().slice(0, 10),
  }
}

function addWorkingDays(from: Date, count: number): Date {
  const day = new Date(from)
  for (let left = count; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (isWorkingDay(day)) left--
  }
  return day
}

function isWorkingDay(day: Date): boolean {
  return day.getUTCDay() !== 0 && day.getUTCDay() !== 6
}
