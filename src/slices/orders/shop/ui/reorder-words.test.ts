import { expect, test } from 'vitest'
import { reorderWords } from './reorder-words.ts'

test('the shopper reads what is in the cart, what is short and what is not sold any more', () => {
  const mug = { name: 'Mug', wanted: 2, added: 2 }
  expect(reorderWords([mug])).toEqual({ isAny: true, words: '2 items are in your cart.' })
  expect(
    reorderWords([mug, { name: 'Vase', wanted: 3, added: 1 }, { name: 'Lamp', wanted: 1, added: 0 }]).words,
  ).toBe('3 items are in your cart. Of Vase, 1 instead of 3. Not available: Lamp.')
  expect(reorderWords([{ name: 'Lamp', wanted: 1, added: 0 }])).toEqual({
    isAny: false,
    words: 'Nothing of it can be bought now.',
  })
})
