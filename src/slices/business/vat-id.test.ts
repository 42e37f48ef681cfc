import { expect, test } from 'vitest'
import { billingSchema } from './billing.ts'
import { countryOfVatId, isInEu, readVatId, vatCountryOf } from './vat-id.ts'

test.each([
  ['de 123 456 789', 'DE123456789', 'DE'],
  ['DE.123.456.789', 'DE123456789', 'DE'],
  ['DE\u2013123\u2013456\u2013789', 'DE123456789', 'DE'],
  ['ＤＥ１２３４５６７８９', 'DE123456789', 'DE'],
  ['DE١٢٣٤٥٦٧٨٩', 'DE123456789', 'DE'],
  ['DE123456789\u200b', 'DE123456789', 'DE'],
  ['GR 123456789', 'EL123456789', 'GR'],
  ['el123456789', 'EL123456789', 'GR'],
  ['ATU12345678', 'ATU12345678', 'AT'],
  ['NL 1234 56789 B01', 'NL123456789B01', 'NL'],
  ['FR XX 123456789', 'FRXX123456789', 'FR'],
  ['IE 1234567FA', 'IE1234567FA', 'IE'],
  ['ES X1234567X', 'ESX1234567X', 'ES'],
  ['GB 123 4567 89', 'GB123456789', 'GB'],
  ['XI 123 4567 89', 'XI123456789', 'GB'],
])('%s is read as %s, of %s', (typed, vatId, country) => {
  expect(readVatId(typed)).toEqual({ vatId, country })
  expect(countryOfVatId(vatId)).toBe(country)
})

test.each([
  '',
  '123456789',
  'US123456789',
  'DE12345678',
  'DE1234567890',
  'DE12345678A',
  'ATX12345678',
  'FR1',
  '🙂',
  'CHE-123.456.789',
])('%s is no VAT id, and a sentence says what to do', typed => {
  const read = readVatId(typed)
  expect('wrong' in read && read.wrong).toMatch(/^(Begin with|A VAT number)/)
})

test('the countries of the EU are those with a register, Monaco goes with France, and the UK is not one', () => {
  for (const country of ['DE', 'GR', 'IE', 'MC', 'FR']) expect(isInEu(country)).toBe(true)
  for (const country of ['GB', 'IM', 'NO', 'CH', 'US', 'EL', 'XI']) expect(isInEu(country)).toBe(false)
  expect([vatCountryOf('MC'), vatCountryOf('IM'), vatCountryOf('DE')]).toEqual(['FR', 'GB', 'DE'])
})

const address = { name: 'Ida Moos', line1: 'Gasse 1', city: 'Berlin', postalCode: '10115', country: 'DE' }

test('a billing address is whole or it is left out, and nothing at all is no billing', () => {
  expect(billingSchema.parse({ company: ' Moos  GmbH ', vatId: 'de123456789' })).toEqual({
    company: 'Moos GmbH',
    vatId: 'DE123456789',
  })
  expect(billingSchema.parse({ ...address, company: null, line2: '' })).toEqual(address)
  expect(billingSchema.parse({ company: '', vatId: ' ', name: '', country: '' })).toBeUndefined()
  const halved = billingSchema.safeParse({ line1: 'Gasse 1', country: 'DE' })
  expect(halved.error?.issues.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['name', 'city']),
  )
  expect(billingSchema.safeParse({ ...address, postalCode: 'x' }).success).toBe(false)
  expect(billingSchema.safeParse({ vatId: 'DE1' }).error?.issues[0]?.path).toEqual(['vatId'])
})
