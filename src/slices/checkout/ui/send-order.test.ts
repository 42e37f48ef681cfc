import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'
import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { sendOrder } from './send-order.ts'

const input: PlaceOrderInput = {
  orderId: '01890a5d-ac96-774b-bcce-b302099a8057',
  email: 'ana@example.com',
  lines: [{ sku: 'MUG-BLUE', quantity: 1 }],
  shippingAddress: {
    name: 'Ana Ng',
    line1: '1 High Street',
    city: 'Leeds',
    postalCode: 'LS1 1AA',
    country: 'GB',
  },
  shippingMethod: 'standard',
  payment: { method: 'ctoken_1' },
  locale: 'en-GB',
}
const answer: PlaceOrderAnswer = { kind: 'payments_unavailable', retryAfterSeconds: 30 }
const lost = () => new TRPCClientError('Failed to fetch')
const around = { online: () => true, wait: async () => {} }

function refusal(facts: object) {
  return TRPCClientError.from({
    error: { message: 'Said so', code: -32000, data: { code: 'BAD_REQUEST', fields: [], ...facts } },
  })
}

/** A shop that answers each call with the next of `turns`. */
function shop(...turns: (Error | PlaceOrderAnswer)[]) {
  const received: PlaceOrderInput[] = []
  async function place(sent: PlaceOrderInput) {
    received.push(sent)
    const turn = turns[received.length - 1] ?? lost()
    if (turn instanceof Error) throw turn
    return turn
  }
  return { received, place }
}

test('after a lost answer the same input is sent again', async () => {
  const { received, place } = shop(lost(), answer)
  expect(await sendOrder(place, input, around)).toEqual({ kind: 'answered', answer })
  expect(received).toEqual([input, input])
})

test('a shop that never answers gets four calls and no more', async () => {
  const { received, place } = shop()
  expect(await sendOrder(place, input, around)).toEqual({ kind: 'unreachable' })
  expect(received).toHaveLength(4)
})

test('an order that is being placed is asked for again', async () => {
  const { received, place } = shop(refusal({ code: 'CONFLICT', refusal: 'order_in_progress' }), answer)
  expect((await sendOrder(place, input, around)).kind).toBe('answered')
  expect(received).toHaveLength(2)
})

test('a shop that cannot answer right now may have placed the order: the same input is sent again, under the same id', async () => {
  const away = refusal({ code: 'SERVICE_UNAVAILABLE', httpStatus: 503, refusal: null, retryAfterSeconds: 5 })
  const { received, place } = shop(away, answer)
  expect(await sendOrder(place, input, around)).toEqual({ kind: 'answered', answer })
  expect(received).toEqual([input, input])
  expect(await sendOrder(shop(away, away, away, away).place, input, around)).toEqual({ kind: 'unreachable' })
})

test('nothing is sent while offline', async () => {
  const { received, place } = shop(answer)
  expect(await sendOrder(place, input, { ...around, online: () => false })).toEqual({ kind: 'offline' })
  expect(received).toHaveLength(0)
})

test('a connection that breaks after sending leaves it unknown whether there is an order', async () => {
  const { place } = shop(lost())
  let asked = 0
  const online = () => asked++ === 0
  expect(await sendOrder(place, input, { ...around, online })).toEqual({ kind: 'unreachable' })
})

test('a refusal is not repeated and names the fields', async () => {
  const fields = [{ path: 'shippingAddress.postalCode', message: 'Enter a full UK postcode' }]
  const { received, place } = shop(refusal({ refusal: 'validation_failed', fields }))
  expect(await sendOrder(place, input, around)).toEqual({ kind: 'refused', message: 'Said so', fields })
  expect(received).toHaveLength(1)
})

test('a closed bank is a refusal with a time to come back', async () => {
  const { place } = shop(
    refusal({ code: 'SERVICE_UNAVAILABLE', refusal: 'payments_unavailable', retryAfterSeconds: 12 }),
  )
  expect(await sendOrder(place, input, around)).toEqual({
    kind: 'answered',
    answer: { kind: 'payments_unavailable', retryAfterSeconds: 12 },
  })
})

test('an id of an order with other input is reported as taken', async () => {
  const { place } = shop(refusal({ code: 'UNPROCESSABLE_CONTENT', refusal: 'idempotency_key_reused' }))
  expect(await sendOrder(place, input, around)).toEqual({ kind: 'key_reused' })
})

test('too many tries say how long to wait', async () => {
  const { place } = shop(
    refusal({ code: 'TOO_MANY_REQUESTS', refusal: 'rate_limited', retryAfterSeconds: 20 }),
  )
  expect(await sendOrder(place, input, around)).toEqual({
    kind: 'rate_limited',
    retryAfterSeconds: 20,
    cards: false,
    message: 'Said so',
  })
})

test('too many declined cards are reported apart from too many tries', async () => {
  const fields = [{ path: 'payment.method', message: 'Too many cards were declined.' }]
  const facts = { code: 'TOO_MANY_REQUESTS', refusal: 'rate_limited', retryAfterSeconds: 600, fields }
  const { place } = shop(refusal(facts))
  expect(await sendOrder(place, input, around)).toMatchObject({ kind: 'rate_limited', cards: true })
})
