import { expect, test } from 'vitest'
import { signInRefusal, signUpRefusal } from './auth-words.ts'

test('a wrong password and an unknown address get the same message', () => {
  expect(signInRefusal({ status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' })).toBe(
    'The email address or the password is not right. Check both and try again.',
  )
})

test('the message after too many tries tells how long to wait', () => {
  expect(signInRefusal({ status: 429, retryAfterSeconds: 840 })).toContain('in 14 minutes')
  expect(signInRefusal({ status: 429 })).toContain('in 60 seconds')
})

test('an address that already has an account leads to signing in', () => {
  expect(signUpRefusal({ status: 422, code: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL' }).taken).toBe(true)
  expect(signUpRefusal({ status: 500 }).taken).toBe(false)
})

test('the message without any answer asks to check the connection', () => {
  expect(signUpRefusal({ status: 0 }).words).toContain('connection')
})
