import { expect, test } from 'vitest'
import { declineCodes } from '../order-answers.ts'
import { declineWords } from './decline-words.ts'

test('every decline says that nothing was charged, and nothing apologises', () => {
  for (const code of declineCodes) {
    const { message, advice } = declineWords(code)
    expect(advice).toContain('You have not been charged.')
    expect(`${message} ${advice}`).not.toMatch(/sorry|please|oops|invalid|forgot/i)
  }
})

test('a mistake in a field is shown at the field', () => {
  const atTheCard = declineCodes.filter(code => declineWords(code).field !== null)
  expect(atTheCard.toSorted()).toEqual([
    'expired_card',
    'incorrect_cvc',
    'incorrect_number',
    'payment_method_unknown',
  ])
})

test('a generic decline gives no reason and two ways to go on', () => {
  const { message, advice } = declineWords('card_declined')
  expect(message).toBe('Your card was declined')
  expect(advice).toContain('Try a different card or contact your bank.')
})
