import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assert } from '#platform/lib/assert.ts'
import { COUNTRIES, countryByCode } from '#slices/customers/addresses/countries.ts'
import { shippingMethodsFor } from './shipping-methods.ts'
import { totalsOf } from './totals.ts'

function delivery(code: string, method = 'standard') {
  const country = countryByCode(code)
  assert(country, `${code} is in the table`)
  const found = shippingMethodsFor(country.zone).find(candidate => candidate.code === method)
  assert(found, `${method} goes there`)
  return { country, method: found, currency: 'GBP' }
}

test('in Britain the tax is inside the price', () => {
  // £12.00 and £3.95 delivery = £15.95, of which a sixth is VAT: £2.66.
  expect(totalsOf([{ unitPriceMinor: 1_200, quantity: 1 }], delivery('GB'))).toMatchObject({
    shippingMinor: 395,
    taxMinor: 266,
    taxIncluded: true,
    totalMinor: 1_595,
  })
})

test('in the United States it is added to goods and shipping', () => {
  // £12.00 + £14.95 = £26.95, 8 % of it £2.16 (2.156).
  expect(totalsOf([{ unitPriceMinor: 1_200, quantity: 1 }], delivery('US'))).toMatchObject({
    shippingMinor: 1_495,
    taxMinor: 216,
    taxIncluded: false,
    totalMinor: 2_911,
  })
})

test('standard delivery at home is free from fifty pounds on, to the penny', () => {
  expect(totalsOf([{ unitPriceMinor: 4_999, quantity: 1 }], delivery('GB')).shippingMinor).toBe(395)
  expect(totalsOf([{ unitPriceMinor: 5_000, quantity: 1 }], delivery('GB')).shippingMinor).toBe(0)
  expect(totalsOf([{ unitPriceMinor: 5_000, quantity: 1 }], delivery('GB', 'express')).shippingMinor).toBe(
    695,
  )
})

test('for every country and basket the total is whole and adds up, and included tax never exceeds its share', () => {
  const lines = fc.array(
    fc.record({
      unitPriceMinor: fc.integer({ min: 0, max: 1_000_000 }),
      quantity: fc.integer({ min: 1, max: 1_000 }),
    }),
    { minLength: 1, maxLength: 50 },
  )
  fc.assert(
    fc.property(
      lines,
      fc.constantFrom(...COUNTRIES),
      fc.constantFrom('standard', 'express'),
      (basket, country, method) => {
        const totals = totalsOf(basket, delivery(country.code, method))
        const taxed = totals.subtotalMinor + totals.shippingMinor - totals.discountMinor
        expect(Number.isSafeInteger(totals.totalMinor)).toBe(true)
        expect(totals.totalMinor).toBe(taxed + (totals.taxIncluded ? 0 : totals.taxMinor))
        const exact = totals.taxIncluded
          ? (taxed * country.tax.rateBasisPoints) / (10_000 + country.tax.rateBasisPoints)
          : (taxed * country.tax.rateBasisPoints) / 10_000
        expect(Math.abs(totals.taxMinor - exact)).toBeLessThanOrEqual(0.5 + 1e-6)
      },
    ),
  )
})

test('each country is named once, with a whole number of basis points', () => {
  expect(new Set(COUNTRIES.map(country => country.code)).size).toBe(COUNTRIES.length)
  for (const { code, tax } of COUNTRIES) expect(Number.isInteger(tax.rateBasisPoints), code).toBe(true)
})
