import { expect, test } from 'vitest'
import { z } from 'zod'
import { messageFor, messageOnLeaving, problemsOf } from './field-rules.ts'

const schema = z.object({
  email: z
    .string()
    .min(1, 'Enter your email address')
    .pipe(z.email('Enter an email address in the correct format')),
  address: z.object({ name: z.string().min(1, 'Enter your full name') }),
})
const empty = { email: '', address: { name: '' } }

test('an empty field shows no error when the shopper leaves it', () => {
  expect(messageOnLeaving(schema, empty, 'email')).toBeUndefined()
  expect(messageOnLeaving(schema, { ...empty, email: '   ' }, 'email')).toBeUndefined()
})

test('a wrong field shows its error when the shopper leaves it', () => {
  expect(messageOnLeaving(schema, { ...empty, email: 'ana@' }, 'email')).toBe(
    'Enter an email address in the correct format',
  )
})

test('an error goes away with the first keystroke that makes the field right, even if others are missing', () => {
  expect(messageFor(schema, { ...empty, email: 'ana@example.co' }, 'email')).toBeUndefined()
})

test('submitting lists every missing field once, in the order of the page', () => {
  expect(problemsOf(schema, empty, ['address.name', 'email'])).toEqual([
    { name: 'address.name', message: 'Enter your full name' },
    { name: 'email', message: 'Enter your email address' },
  ])
})

test('a correct form has no problems', () => {
  expect(problemsOf(schema, { email: 'ana@example.com', address: { name: 'Ana' } }, [])).toEqual([])
})
