import { expect, it } from 'vitest'
import type { Product } from './product.ts'
import { choiceOf, chosenVariant, openOptions, optionGroups, picturesOf, priceOf } from './selection.ts'

const variant = (Colour: string, Size: string, amount: number, available: number) => ({
  sku: `MUG-${Colour}-${Size}`,
  options: { Colour, Size },
  price: { amount, currency: 'GBP' },
  reduction: null,
  available,
  later: null,
  hasLaunch: false,
})

const mug: Product = {
  slug: 'mug',
  name: 'Mug',
  tagline: '',
  description: '',
  details: [],
  category: { slug: 'tableware', name: 'Tableware' },
  manufacturer: null,
  responsiblePerson: null,
  isNew: false,
  variants: [
    variant('Blue', 'Small', 1400, 3),
    variant('Blue', 'Large', 1800, 0),
    variant('Oat', 'Small', 1400, 0),
  ],
  pictures: [
    { url: '/oat', alt: 'Oat', colour: 'Oat' },
    { url: '/blue', alt: 'Blue', colour: 'Blue' },
    { url: '/box', alt: 'Box', colour: null },
  ],
}

it('the page chooses the pictured colour beforehand, but never a size', () => {
  expect(choiceOf(mug, {})).toEqual({ Colour: 'Oat' })
  expect(openOptions(mug.variants, choiceOf(mug, {}))).toEqual(['Size'])
})

it('an address chooses only options that the product has, in upper or lower case', () => {
  expect(choiceOf(mug, { Colour: 'blue', Size: 'LARGE' })).toEqual({ Colour: 'Blue', Size: 'Large' })
  expect(choiceOf(mug, { Colour: 'Pink', Size: 'Huge' })).toEqual({ Colour: 'Oat' })
})

it('an option with one value is chosen already', () => {
  const blue = { ...mug, variants: mug.variants.slice(0, 1) }
  expect(choiceOf(blue, {})).toEqual({ Colour: 'Blue', Size: 'Small' })
})

it('one variant is chosen when no option is open and the combination exists', () => {
  expect(chosenVariant(mug.variants, { Colour: 'Blue' })).toBeUndefined()
  expect(chosenVariant(mug.variants, { Colour: 'Blue', Size: 'Large' })?.sku).toBe('MUG-Blue-Large')
  expect(chosenVariant(mug.variants, { Colour: 'Oat', Size: 'Large' })).toBeUndefined()
})

it('a value is sold out when no variant with it and the rest of the choice can be bought', () => {
  const [colour, size] = optionGroups(mug.variants, { Colour: 'Blue' })
  expect(colour?.values).toEqual([
    { value: 'Blue', soldOut: false },
    { value: 'Oat', soldOut: true },
  ])
  expect(size?.values).toEqual([
    { value: 'Small', soldOut: false },
    { value: 'Large', soldOut: true },
  ])
})

it('the page shows the one price of the choice, else the lowest of several', () => {
  expect(priceOf(mug.variants, { Colour: 'Blue' })).toEqual({
    price: { amount: 1400, currency: 'GBP' },
    reduction: null,
    from: true,
  })
  expect(priceOf(mug.variants, { Colour: 'Blue', Size: 'Large' })).toMatchObject({
    price: { amount: 1800 },
    from: false,
  })
  expect(priceOf(mug.variants, { Colour: 'Oat', Size: 'Large' })).toBeNull()
})

it('the page shows the pictures of the chosen colour and those for every colour', () => {
  expect(picturesOf(mug, { Colour: 'Blue' }).map(picture => picture.url)).toEqual(['/blue', '/box'])
  expect(picturesOf(mug, {}).map(picture => picture.url)).toEqual(['/oat', '/box'])
})
