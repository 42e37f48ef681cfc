import { expect, test } from 'vitest'
import { emptyVariant, readOptions, typedDetails, typedNewVariant, writeOptions } from './typed-product.ts'

test('options are written a line each, and read back as they were', () => {
  const options = { Colour: 'Moss', 'Unit price': '£1:50' }
  expect(writeOptions(options)).toBe('Colour: Moss\nUnit price: £1:50')
  expect(readOptions(writeOptions(options))).toEqual(options)
  expect(readOptions(' \n\nSize :  Large ')).toEqual({ Size: 'Large' })
  for (const wrong of ['Moss', 'Colour:', ': Moss', 'Size: S\nSize: L']) expect(readOptions(wrong)).toBeNull()
})

test('a variant is read as it is typed, with its price in pence', () => {
  const typed = { ...emptyVariant, sku: ' MUG–1 ', price: '£1,250.50' }
  expect(typedNewVariant.parse(typed)).toEqual({
    sku: 'MUG-1',
    price: { amount: 125_050, currency: 'GBP' },
    options: {},
    barcode: '',
    weight: 0,
  })
  const problems = (more: object) => typedNewVariant.safeParse({ ...typed, ...more }).error?.issues[0]
  expect(problems({ price: 'free' })).toMatchObject({ path: ['price'], message: 'Enter a price' })
  expect(problems({ price: '0' })).toMatchObject({ path: ['price'] })
  expect(problems({ weight: 'heavy' })).toMatchObject({ path: ['weight'], message: 'Enter whole grams' })
  expect(problems({ options: 'Moss' })).toMatchObject({ path: ['options'] })
})

test('a field that may be left out is right when it is empty', () => {
  const empty = {
    tagline: '',
    description: '',
    manufacturer: '',
    responsiblePerson: '',
    customsCode: '',
    originCountry: '',
  }
  const typed = { name: 'Mug', category: '', state: 'draft', taxClass: 'standard', ...empty }
  expect(typedDetails.parse(typed)).toEqual(typed)
})
