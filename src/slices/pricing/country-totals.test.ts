import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assert } from '#platform/lib/assert.ts'
import type { TaxClass } from '#slices/catalog/tax-classes.ts'
import { COUNTRIES, countryByCode } from '#slices/customers/addresses/countries.ts'
import { price } from './price.ts'
import { shippingMethodsFor, shippingPriceMinor } from './shipping-methods.ts'
import { taxRateOn, taxRules } from './tax-rates.ts'

function delivery(code: string, method = 'standard') {
  const country = countryByCode(code)
  assert(country, `${code} is in the table`)
  const found = shippingMethodsFor(country.zone).find(candidate => candidate.code === method)
  assert(found, `${method} goes there`)
  return { country, method: found }
}

const DAY = new Date('2026-11-30T12:00:00Z')

/** The order of a basket of goods that all have the standard rate. */
function totalsOf(
  basket: { unitPriceMinor: number; quantity: number }[],
  { country, method }: ReturnType<typeof delivery>,
) {
  const lines = basket.map(line => ({ ...line, productId: 'ware', taxClass: 'standard' as const }))
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0)
  const { deliveryMinor, ...priced } = price(
    { lines, deliveryMinor: shippingPriceMinor(method, subtotalMinor), currency: 'GBP' },
    { promotions: [], isFirstOrder: false, ...taxRules(country, DAY) },
  )
  return { ...priced, shippingMinor: deliveryMinor }
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

test('the standard rate of today is the one that pages show', () => {
  for (const country of COUNTRIES)
    expect(taxRateOn(country, 'standard', '2026-11-30').rateBasisPoints, country.code).toBe(
      country.tax.rateBasisPoints,
    )
})

test('each class has its rate in each country, on each day', () => {
  const rate = (code: string, taxClass: TaxClass, day = '2026-11-30') => {
    const country = countryByCode(code)
    assert(country, `${code} is in the table`)
    const { rateBasisPoints, treatment } = taxRateOn(country, taxClass, day)
    return `${rateBasisPoints} ${treatment}`
  }
  expect(rate('GB', 'books')).toBe('0 zero')
  expect(rate('GB', 'reduced')).toBe('500 reduced')
  expect(rate('DE', 'books')).toBe('700 reduced')
  // Denmark knows one rate only.
  expect(rate('DK', 'books')).toBe('2500 standard')
  expect(rate('DE', 'zero')).toBe('0 zero')
  expect(rate('DE', 'exempt')).toBe('0 exempt')
  expect(rate('JP', 'books')).toBe('0 export')
  expect(rate('US', 'books')).toBe('800 standard')
  expect(rate('EE', 'standard', '2025-06-30')).toBe('2200 standard')
  expect(rate('EE', 'standard', '2025-07-01')).toBe('2400 standard')
  expect(rate('LT', 'books', '2025-12-31')).toBe('900 reduced')
  expect(rate('LT', 'books', '2026-01-01')).toBe('500 reduced')
})
