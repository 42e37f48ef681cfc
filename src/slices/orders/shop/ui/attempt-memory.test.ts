import { expect, test } from 'vitest'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'
import { currentAttempt, endAttempt, inputToSend, noteRefused, noteSent } from './attempt-memory.ts'
import type { TabMemory } from './tab-memory.ts'

function emptyMemory(): TabMemory {
  const kept = new Map<string, string>()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  }
}

function inputFor(orderId: string): PlaceOrderInput {
  return {
    orderId,
    email: 'ana@example.com',
    lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
    shippingAddress: {
      name: 'Ana Ng',
      line1: '1 High Street',
      city: 'Leeds',
      postalCode: 'LS1 1AA',
      country: 'GB',
    },
    shippingMethod: 'standard',
    payment: { method: 'ctoken_1' },
    expectedTotal: { amount: 8400, currency: 'GBP' },
    locale: 'en-GB',
  }
}

const wordsOf = ({ orderId: _id, payment: _payment, ...words }: PlaceOrderInput) => words

test('an attempt has its id before anything is sent, and keeps it', () => {
  const memory = emptyMemory()
  expect(currentAttempt(memory)).toEqual(currentAttempt(memory))
  expect(currentAttempt(memory).sent).toBeNull()
})

test('the sent input survives a reload, word for word', () => {
  const memory = emptyMemory()
  const input = inputFor(currentAttempt(memory).orderId)
  noteSent(memory, input)
  expect(currentAttempt(memory)).toEqual({ orderId: input.orderId, sent: input })
})

test('after a refusal that kept nothing the id stays', () => {
  const memory = emptyMemory()
  const { orderId } = currentAttempt(memory)
  noteSent(memory, inputFor(orderId))
  noteRefused(memory)
  expect(currentAttempt(memory)).toEqual({ orderId, sent: null })
})

test('after the final answer the next try is another order', () => {
  const memory = emptyMemory()
  const { orderId } = currentAttempt(memory)
  endAttempt(memory, orderId)
  expect(currentAttempt(memory).orderId).not.toBe(orderId)
})

test('the end of an old order leaves a newer attempt alone', () => {
  const memory = emptyMemory()
  const { orderId } = currentAttempt(memory)
  endAttempt(memory, '01890a5d-ac96-774b-bcce-b302099a8057')
  expect(currentAttempt(memory).orderId).toBe(orderId)
})

test('trying again with nothing changed repeats the same request', () => {
  const sent = inputFor('01890a5d-ac96-774b-bcce-b302099a8057')
  const { locale, ...words } = wordsOf(sent)
  expect(inputToSend({ orderId: sent.orderId, sent }, { locale, ...words })).toBe(sent)
})

test('trying again with another address sends a new request', () => {
  const sent = inputFor('01890a5d-ac96-774b-bcce-b302099a8057')
  const words = { ...wordsOf(sent), shippingAddress: { ...sent.shippingAddress, city: 'York' } }
  expect(inputToSend({ orderId: sent.orderId, sent }, words)).toBeNull()
})

test('a damaged memory starts again', () => {
  const memory = emptyMemory()
  memory.setItem('orderly.attempt', '{"orderId":')
  expect(currentAttempt(memory).sent).toBeNull()
})
