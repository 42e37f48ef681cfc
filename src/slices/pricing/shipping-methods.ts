import type { ShippingZone } from '#slices/customers/addresses/countries.ts'

export const shippingMethodCodes = ['standard', 'express'] as const
export type ShippingMethodCode = (typeof shippingMethodCodes)[number]

export type ShippingMethod = {
  code: ShippingMethodCode
  name: string
  carrier: string
  priceMinor: number
  /** Free from this subtotal on. Null: never free. */
  freeFromMinor: number | null
  /** Working days from dispatch to door. */
  workingDays: { least: number; most: number }
}

const standard = { code: 'standard', name: 'Standard', carrier: 'Royal Parcel' } as const
const express = { code: 'express', name: 'Express', carrier: 'Swift Courier', freeFromMinor: null } as const

/**
 * Prices in pence, with tax where the country's prices include it. The cheapest comes first, because it is chosen
 * beforehand.
 */
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
