import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoney } from '#platform/ui/format.ts'
import { currencySymbol, readAmount } from './read-amount.ts'

test.each([
  ['12.50', 1_250],
  ['£12.50', 1_250],
  ['GBP 12.50', 1_250],
  ['12.50 gbp', 1_250],
  [' 12,5 ', 1_250],
  ['12', 1_200],
  ['0.01', 1],
  ['1,250', 125_000],
  ['1,250.75', 125_075],
  ['12,345,678.90', 1_234_567_890],
])('%s is an amount', (text, amountMinor) => expect(readAmount(text, 'GBP')).toBe(amountMinor))

test.each([
  ...['', '0', '0.00', '-5', '12.505', 'twelve', '1.2.3', '12,50,00', '1e3', '9999999999', '0,500', '0,005'],
  ...[
    '00,500',
    '0500',
    '1.250',
    '12,34,567',
    '1,2345',
    '1 250',
    '$12.50',
    '12.50 €',
    '1,250,5',
    '.50',
    '5.',
    ',',
  ],
  ...['£', '12.50.', '１２', '٣', '1,,250', ',250', '012,500'],
])('"%s" is no amount', text => expect(readAmount(text, 'GBP')).toBeNull())

test('a currency without pence takes no fraction', () => {
  expect(readAmount('1250', 'JPY')).toBe(1_250)
  expect(readAmount('1,250', 'JPY')).toBe(1_250)
  expect(readAmount('12.5', 'JPY')).toBeNull()
  expect(currencySymbol('GBP')).toBe('£')
})

test('a comma with two readings makes no amount', () => {
  expect(readAmount('1,250', 'KWD')).toBeNull()
  expect(readAmount('1.250', 'KWD')).toBe(1_250)
  expect(readAmount('1.250', 'KWD', 'de-DE')).toBeNull()
  expect(readAmount('1.250,5', 'KWD', 'de-DE')).toBe(1_250_500)
})

test.each([
  ['de-DE', '1.250,75', 125_075],
  ['de-DE', '1.250', 125_000],
  ['de-DE', '0.500', null],
  ['fr-FR', '1 250,75 €', 125_075],
  ['de-CH', '1’250.75', 125_075],
  ['en-IN', '12,34,567.50', 123_456_750],
  ['en-IN', '1,234,567.50', null],
  ['es-ES', '1.250,50', 125_050],
])('in %s %s is %s', (locale, text, amountMinor) => expect(readAmount(text, 'EUR', locale)).toBe(amountMinor))

describe('property', () => {
  const locales = [
    'en-GB',
    'en-US',
    'en-IN',
    'de-DE',
    'de-CH',
    'fr-FR',
    'es-ES',
    'it-IT',
    'pl-PL',
    'sv-SE',
    'ja-JP',
  ]
  const currencies = ['GBP', 'EUR', 'USD', 'JPY', 'KWD']

  test('an amount as Intl writes it is read back the same, or not at all if it has two readings', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.constantFrom(...locales),
        fc.constantFrom(...currencies),
        (amountMinor, locale, currency) => {
          const written = formatMoney(amountMinor, currency, locale)
          expect(readAmount(written, currency, locale)).toBe(amountMinor)
        },
      ),
      { numRuns: 500 },
    )
  })

  /** The readings of careful people around the world: each mark has one meaning in the whole number. */
  function readings(text: string, digits: number): Set<number> {
    const found = new Set<number>()
    for (const [group, decimal] of [
      [',', '.'],
      ['', '.'],
      ['', ','],
    ] as const) {
      const whole = group ? `[1-9]\\d{0,2}(?:${group}\\d{3})+` : '(?:0|[1-9]\\d*)'
      const [, units, fraction = ''] = new RegExp(`^(${whole})(?:\\${decimal}(\\d{1,9}))?$`).exec(text) ?? []
      if (units !== undefined && fraction.length <= digits)
        found.add(
          Number(units.replaceAll(',', '')) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0),
        )
    }
    return found
  }

  test('no accepted text has two readings, and its amount is its only reading', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,'), minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(text, fc.constantFrom(['GBP', 2], ['JPY', 0], ['KWD', 3]), (typed, [currency, digits]) => {
        const amountMinor = readAmount(typed, String(currency))
        const possible = readings(typed, Number(digits))
        if (amountMinor !== null) expect([...possible]).toEqual([amountMinor])
        else expect(possible.size === 1 && !possible.has(0)).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })
})
