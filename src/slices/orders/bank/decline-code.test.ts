import { expect, test } from 'vitest'
import { declineWords } from '#slices/orders/shop/ui/decline-words.ts'
import { declineCodeOf } from './decline-code.ts'

test.each([
  ...[
    'invalid_request',
    'amount_too_large',
    'amount_too_small',
    'api_error',
    'parameter_missing',
    'rate_limit',
  ],
  ...[
    'parameter_unknown',
    'resource_invalid',
    'idempotency_error',
    'balance_insufficient',
    'account_invalid',
  ],
])('%s is no fault of a card, and the shopper is not told that it is', code => {
  expect(declineCodeOf(code)).toBe('payment_not_possible')
  expect(declineWords(declineCodeOf(code)).message).not.toMatch(/declined/)
})

test.each(['a_word_of_tomorrow', '', null, 'constructor', '__proto__'])(
  'a word that we do not know (%s) blames nobody',
  code => {
    expect(declineCodeOf(code)).toBe('payment_failed')
    const { message, advice } = declineWords('payment_failed')
    expect(`${message} ${advice}`).not.toMatch(/declined|your card was/)
  },
)

test.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'merchant_blacklist', 'generic_decline'])(
  '%s says no more than any refusal does',
  code => expect(declineCodeOf(code)).toBe('card_declined'),
)
