import { expect, test } from 'vitest'
import { frameMessageSchema, problemsIn, readFrameMessage } from './frame-messages.ts'

const { port1: frameWindow, port2: otherWindow } = new MessageChannel()
const frame = { origin: 'http://localhost:3001', window: frameWindow }
const token = { type: 'orderly:token', confirmationToken: 'ctoken_1', brand: 'visa', last4: '4242' }

test('the page accepts a token from the frame', () => {
  expect(readFrameMessage({ origin: frame.origin, source: frameWindow, data: token }, frame)).toEqual(token)
})

test('the page ignores the same message from another origin or another window', () => {
  expect(
    readFrameMessage({ origin: 'https://evil.example', source: frameWindow, data: token }, frame),
  ).toBeNull()
  expect(readFrameMessage({ origin: frame.origin, source: otherWindow, data: token }, frame)).toBeNull()
  expect(
    readFrameMessage({ origin: frame.origin, source: null, data: token }, { ...frame, window: null }),
  ).toBeNull()
})

test('the page ignores every other message', () => {
  for (const data of ['hello', null, { type: 'orderly:token', confirmationToken: '4242 4242 4242 4242' }]) {
    expect(readFrameMessage({ origin: frame.origin, source: frameWindow, data }, frame)).toBeNull()
  }
})

test('each wrong field has its own line', () => {
  const errors = [
    { field: 'number', message: 'Check the card number' },
    { field: 'expiry', message: 'Expiry date must be in the future' },
    { field: 'cvc', message: 'Enter the 3 digits on the back of your card' },
  ] as const
  const message = frameMessageSchema.parse({ type: 'orderly:card-error', ...errors[0], errors })
  if (message.type !== 'orderly:card-error') throw new Error('it is about the card')
  expect(problemsIn(message)).toEqual(errors)
  expect(problemsIn({ type: 'orderly:card-error', message: 'No answer' })).toEqual([
    { field: null, message: 'No answer' },
  ])
})
