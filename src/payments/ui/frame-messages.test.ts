import { expect, test } from 'vitest'
import { readFrameMessage } from './frame-messages.ts'

const { port1: frameWindow, port2: otherWindow } = new MessageChannel()
const frame = { origin: 'http://localhost:3001', window: frameWindow }
const token = { type: 'orderly:token', confirmationToken: 'ctoken_1', brand: 'visa', last4: '4242' }

test('a token from the frame is taken', () => {
  expect(readFrameMessage({ origin: frame.origin, source: frameWindow, data: token }, frame)).toEqual(token)
})

test('the same words from another origin or another window are not heard', () => {
  expect(
    readFrameMessage({ origin: 'https://evil.example', source: frameWindow, data: token }, frame),
  ).toBeNull()
  expect(readFrameMessage({ origin: frame.origin, source: otherWindow, data: token }, frame)).toBeNull()
  expect(
    readFrameMessage({ origin: frame.origin, source: null, data: token }, { ...frame, window: null }),
  ).toBeNull()
})

test('anything that is no message of ours is nothing', () => {
  for (const data of ['hello', null, { type: 'orderly:token', confirmationToken: '4242 4242 4242 4242' }]) {
    expect(readFrameMessage({ origin: frame.origin, source: frameWindow, data }, frame)).toBeNull()
  }
})
