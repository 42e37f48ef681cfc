import { expect, test } from 'vitest'
import { emailHint } from './email-hint.ts'

test.each([
  ['ana@gmial.com', 'ana@gmail.com'],
  ['ana@gmail.con', 'ana@gmail.com'],
  ['Ana@GMAL.com', 'ana@gmail.com'],
  ['ana@hotmial.co.uk', 'ana@hotmail.co.uk'],
  ['ana@outlok.com', 'ana@outlook.com'],
  ['ana@yaho.co.uk', 'ana@yahoo.co.uk'],
])('the form suggests another address for %s: %s', (typed, meant) => {
  expect(emailHint(typed)).toBe(meant)
})

test.each([
  'ana@gmail.com',
  'ana@yahoo.co.uk',
  'ana@orderly.example',
  'ana@example.com',
  'ana@mail.com',
  'ana@we.com.au',
  'ana@',
  'ana',
  '',
])('the form suggests nothing for %s', typed => {
  expect(emailHint(typed)).toBeNull()
})
