import { expect, test } from 'vitest'
import { problemsOf } from '#platform/forms/field-rules.ts'
import { addressFormOf } from '#slices/customers/addresses/address-forms.ts'
import { checkoutFieldIds, checkoutSchema, firstValues, readDraft } from './checkout-fields.ts'

const names = Object.keys(checkoutFieldIds)
const ana = { name: 'Ana Ng', line1: '1 High Street', city: 'Leeds' }

function sentences(address: Parameters<typeof firstValues>[0]) {
  const values = firstValues(address)
  const schema = checkoutSchema(addressFormOf(values.shippingAddress.country))
  return problemsOf(schema, values, names).map(problem => problem.message)
}

test('an empty form asks for each missing answer once, from top to bottom', () => {
  expect(sentences({})).toEqual([
    'Enter your email address',
    'Enter your full name',
    'Enter address line 1, typically the building and street',
    'Enter town or city',
    'Enter postcode',
  ])
})

test('a postcode may be typed with any spaces and case', () => {
  for (const postalCode of ['LS1 1AA', 'ls11aa', ' l s1 1a a ']) {
    expect(sentences({ email: 'ana@example.com', address: { ...ana, postalCode } })).toEqual([])
  }
})

test('half a postcode is asked for in the country’s own words', () => {
  expect(sentences({ email: 'ana@example.com', address: { ...ana, postalCode: 'LS1' } })).toEqual([
    'Enter a full UK postcode, like SW1A 1AA',
  ])
})

test('the United States ask for a state and a ZIP code', () => {
  expect(addressFormOf('US')?.postcode.label).toBe('ZIP code')
  expect(addressFormOf('US')?.region?.options?.map(option => option.code)).toContain('CA')
  expect(sentences({ email: 'ana@example.com', address: { ...ana, country: 'US' } })).toEqual([
    'Select a state',
    expect.stringMatching(/^Enter ZIP code/i),
  ])
})

test('Hong Kong asks for no postcode and Germany brings up digits', () => {
  expect(addressFormOf('HK')?.postcode.required).toBe(false)
  expect(addressFormOf('DE')?.postcode.numeric).toBe(true)
  expect(addressFormOf('GB')?.region).toBeNull()
})

test('before its form is loaded, a country requires nothing special', () => {
  const values = firstValues({ email: 'ana@example.com', address: { ...ana, country: 'US' } })
  expect(problemsOf(checkoutSchema(null), values, names)).toEqual([])
  expect(problemsOf(checkoutSchema(addressFormOf('GB')), values, names)).toEqual([])
})

test('known details fill their fields, and the others stay empty text', () => {
  expect(
    firstValues({ email: 'ana@example.com', address: { ...ana, line2: undefined } }).shippingAddress,
  ).toMatchObject({
    name: 'Ana Ng',
    line2: '',
    country: 'GB',
  })
})

test('a draft comes back as it was, and a damaged one is ignored', () => {
  const draft = firstValues({ email: 'ana@', address: ana })
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
  expect(readDraft({ email: 4 })).toBeNull()
  expect(readDraft(null)).toBeNull()
})
