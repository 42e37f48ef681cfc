import { expect, test } from 'vitest'
import { currencySymbol, readAmount } from './read-amount.ts'

test.each([
  ['12.50', 1_250],
  ['£12.50', 1_250],
  [' 12,5 ', 1_250],
  ['12', 1_200],
  ['0.01', 1],
  ['1,250', 125_000],
  ['1,250.75', 125_075],
])('%s is an amount', (text, amountMinor) => expect(readAmount(text, 'GBP')).toBe(amountMinor))

test.each(['', '0', '0.00', '-5', '12.505', 'twelve', '1.2.3', '12,50,00', '1e3', '9999999999'])(
  '"%s" is none',
  text => expect(readAmount(text, 'GBP')).toBeNull(),
)

test('a currency without pence takes none', () => {
  expect(readAmount('1250', 'JPY')).toBe(1_250)
  expect(readAmount('12.5', 'JPY')).toBeNull()
  expect(currencySymbol('GBP')).toBe('£')
})
