import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'
import type { OrderSummary, PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import type { TabMemory } from '#slices/orders/shop/ui/tab-memory.ts'
import type { CardAnswer } from '#slices/payments/ui/card-token.ts'
import { OrderAttempt, type OrderWords } from './order-attempt.ts'

const words: OrderWords = {
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
  locale: 'en-GB',
}

function orderOf(id: string): OrderSummary {
  const total = { amount: 8400, currency: 'GBP' }
  return {
    id,
    number: 'O-2K7F-9QXM',
    state: 'confirmed',
    email: words.email,
    discounts: [],
    taxes: [],
    paidWith: [],
    billing: null,
    total,
    lines: [],
    trackingToken: 't',
    placedAt: new Date(),
  }
}

const confirmed = (input: Pick<PlaceOrderInput, 'orderId'>): PlaceOrderAnswer => ({
  kind: 'confirmed',
  order: orderOf(input.orderId),
  replayed: false,
})
const declined = (input: Pick<PlaceOrderInput, 'orderId'>): PlaceOrderAnswer => ({
  kind: 'declined',
  order: orderOf(input.orderId),
  code: 'insufficient_funds',
  replayed: false,
})
const processing = (input: Pick<PlaceOrderInput, 'orderId'>): PlaceOrderAnswer => ({
  kind: 'processing',
  order: orderOf(input.orderId),
  replayed: false,
})
const asksBank = (input: Pick<PlaceOrderInput, 'orderId'>): PlaceOrderAnswer => ({
  kind: 'requires_action',
  order: orderOf(input.orderId),
  nextAction: { clientSecret: 's', url: 'http://bank.example' },
  replayed: false,
})
const lost = (): PlaceOrderAnswer => {
  throw new TRPCClientError('Failed to fetch')
}

type Turn = (input: PlaceOrderInput) => PlaceOrderAnswer
/** The shop's answer to the first, second, … question. */
type BankTurn = (input: Pick<PlaceOrderInput, 'orderId'>, round: number) => PlaceOrderAnswer

/** A checkout in a tab, against a shop that gives these answers in turn. */
function checkout(turns: Turn[], { memory = tab(), online = true, bank = confirmed as BankTurn } = {}) {
  const received: PlaceOrderInput[] = []
  const left: string[] = []
  const settled: string[] = []
  const abandoned: string[] = []
  let tokens = 0
  let clockMs = 0
  const attempt = new OrderAttempt({
    memory: () => memory,
    online: () => online,
    wait: async ms => {
      clockMs += ms
    },
    clockMs: () => clockMs,
    place: async input => {
      received.push(input)
      return (turns[received.length - 1] ?? lost)(input)
    },
    abandon: async ({ orderId }) => {
      abandoned.push(orderId)
      return { kind: 'ended', order: orderOf(orderId), replayed: true }
    },
    settle: async ({ orderId }) => {
      settled.push(orderId)
      return bank({ orderId }, settled.length)
    },
    leave: order => left.push(order.id),
  })
  const card = (touched: boolean) => ({
    touched,
    fields: {
      tokenize: async (): Promise<CardAnswer> => {
        tokens += 1
        return { ok: true, card: { confirmationToken: `ctoken_${tokens}`, brand: 'visa', last4: '4242' } }
      },
    },
  })
  return { attempt, card, received, left, settled, abandoned, memory }
}

function tab(): TabMemory {
  const kept = new Map<string, string>()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  }
}

test('pressing Pay twice at once sends one order', async () => {
  const { attempt, card, received, left } = checkout([confirmed, confirmed])
  await Promise.all([attempt.place(words, card(true)), attempt.place(words, card(true))])
  expect(received).toHaveLength(1)
  expect(left).toEqual([received[0]?.orderId])
})

test('a reload in the middle asks for the same order with the same input', async () => {
  const before = checkout([lost, lost, lost, lost])
  await before.attempt.place(words, before.card(true))
  const after = checkout([confirmed], { memory: before.memory })
  await after.attempt.resume()
  expect(after.received).toEqual([before.received[0]])
  expect(after.left).toHaveLength(1)
})

test('a reload just as the answer arrives still leads to the order', async () => {
  const before = checkout([confirmed])
  await before.attempt.place(words, before.card(true))
  const after = checkout([confirmed], { memory: before.memory })
  await after.attempt.resume()
  expect(after.left).toEqual(before.left)
})

test('a page where nobody pressed Pay asks for nothing', async () => {
  const { attempt, received } = checkout([confirmed])
  await attempt.resume()
  expect(received).toHaveLength(0)
})

test('when no answer comes, Pay repeats the same request with the same card', async () => {
  const { attempt, card, received } = checkout([lost, lost, lost, lost, confirmed])
  await attempt.place(words, card(true))
  expect(attempt.state().notice?.kind).toBe('unreachable')
  expect(attempt.repeats(words)).toBe(true)
  await attempt.place(words, card(false))
  expect(received[4]).toEqual(received[0])
})

test('input that changes while the answer is open goes out under the same id', async () => {
  const { attempt, card, received } = checkout([lost, lost, lost, lost, confirmed])
  await attempt.place(words, card(true))
  await attempt.place({ ...words, email: 'ben@example.com' }, card(false))
  expect(received[4]?.orderId).toBe(received[0]?.orderId)
  expect(received[4]?.email).toBe('ben@example.com')
})

test('if the first input did get through, its order is shown', async () => {
  const { attempt, card, received, settled, left } = checkout([lost, lost, lost, lost, reused])
  await attempt.place(words, card(true))
  await attempt.place({ ...words, email: 'ben@example.com' }, card(false))
  expect(settled).toEqual([received[0]?.orderId])
  expect(left).toEqual(settled)
})

const reused = () => {
  throw TRPCClientError.from({
    error: {
      message: 'taken',
      code: -32000,
      data: { code: 'UNPROCESSABLE_CONTENT', refusal: 'idempotency_key_reused', fields: [] },
    },
  })
}
const ended = (input: Pick<PlaceOrderInput, 'orderId'>): PlaceOrderAnswer => ({
  kind: 'ended',
  order: { ...orderOf(input.orderId), state: 'cancelled' },
  replayed: true,
})
const away = (): PlaceOrderAnswer => ({ kind: 'payments_unavailable', retryAfterSeconds: 5 })

test.each([
  ['cancelled', ended],
  ['declined unheard', declined],
])(
  'after an outage a corrected form is placed with one press: the first order was %s',
  async (_how, bank) => {
    const { attempt, card, received, left } = checkout([away, reused, confirmed], { bank })
    await attempt.place(words, card(true))
    expect(attempt.state().notice?.kind).toBe('payments_unavailable')
    await attempt.place({ ...words, email: 'ben@example.com' }, card(false))
    expect(left).toEqual([received[2]?.orderId])
    expect(received[2]?.orderId).not.toBe(received[0]?.orderId)
    expect(received[2]?.payment?.method).not.toBe(received[1]?.payment?.method)
    expect(received[2]?.email).toBe('ben@example.com')
  },
)

test('an order that ended unnoticed is placed again with one press, once', async () => {
  const { attempt, card, received, left } = checkout([lost, lost, lost, lost, ended, confirmed])
  await attempt.place(words, card(true))
  await attempt.place(words, card(false))
  expect(left).toEqual([received[5]?.orderId])
  const never = checkout([lost, lost, lost, lost, ended, ended, ended])
  await never.attempt.place(words, never.card(true))
  await never.attempt.place(words, never.card(false))
  expect(never.received).toHaveLength(6)
})

test('only an order whose time ran out is called late', async () => {
  const late = (input: PlaceOrderInput): PlaceOrderAnswer => ({
    kind: 'ended',
    order: { ...orderOf(input.orderId), state: 'expired' },
    replayed: true,
  })
  for (const [answer, isLate] of [
    [ended, false],
    [late, true],
  ] as const) {
    const before = checkout([lost, lost, lost, lost])
    await before.attempt.place(words, before.card(true))
    const after = checkout([answer], { memory: before.memory })
    await after.attempt.resume()
    expect(after.attempt.state().notice).toEqual({ kind: 'ended', late: isLate })
  }
})

test('a shopper who waited for the bank reads so until the order’s page is open', async () => {
  const { attempt, card } = checkout([processing], { bank: processing })
  await attempt.place(words, card(true))
  expect(attempt.state().phase).toEqual({ at: 'leaving', waited: true })
})

test('after a decline the next try is another order with another token', async () => {
  const { attempt, card, received } = checkout([declined, confirmed])
  await attempt.place(words, card(true))
  expect(attempt.state().notice).toMatchObject({
    kind: 'declined',
    words: { message: 'Not enough funds on this card' },
  })
  await attempt.place(words, card(true))
  expect(received[1]?.orderId).not.toBe(received[0]?.orderId)
  expect(received[1]?.payment?.method).not.toBe(received[0]?.payment?.method)
})

test('a reload does not repeat a request that was refused and kept nothing', async () => {
  const soldOut = (): PlaceOrderAnswer => ({
    kind: 'out_of_stock',
    lines: [{ sku: 'MUG-BLUE', name: 'Blue mug', requested: 1, available: 0 }],
  })
  const before = checkout([soldOut])
  await before.attempt.place(words, before.card(true))
  const after = checkout([confirmed], { memory: before.memory })
  await after.attempt.resume()
  expect(after.received).toHaveLength(0)
})

test('offline, nothing is sent and nothing is sent later by itself', async () => {
  const { attempt, card, received, memory } = checkout([confirmed], { online: false })
  await attempt.place(words, card(true))
  expect(attempt.state().notice?.kind).toBe('offline')
  const after = checkout([confirmed], { memory })
  await after.attempt.resume()
  expect([...received, ...after.received]).toHaveLength(0)
})

test('giving up at the bank makes the next try another order', async () => {
  const { attempt, card, received, abandoned } = checkout([asksBank, confirmed])
  await attempt.place(words, card(true))
  expect(attempt.state().phase.at).toBe('bank')
  await attempt.giveUpBank()
  expect(abandoned).toEqual([received[0]?.orderId])
  await attempt.place(words, card(true))
  expect(received[1]?.orderId).not.toBe(received[0]?.orderId)
})

test('a late no from the bank is shown at the checkout, and the next try is another order', async () => {
  const { attempt, card, received, settled, left } = checkout([processing, confirmed], {
    bank: (input, round) => (round < 3 ? processing(input) : declined(input)),
  })
  const phases: string[] = []
  attempt.subscribe(() => phases.push(attempt.state().phase.at))
  await attempt.place(words, card(true))
  expect(phases).toEqual(['placing', 'waiting', 'editing'])
  expect(attempt.state().notice).toMatchObject({ kind: 'declined' })
  expect({ settled, left }).toEqual({ settled: Array(3).fill(received[0]?.orderId), left: [] })
  await attempt.place(words, card(true))
  expect(left).toEqual([received[1]?.orderId])
  expect(received[1]?.orderId).not.toBe(received[0]?.orderId)
})

test('while we wait for the bank, Pay sends nothing', async () => {
  const { attempt, card, received } = checkout([asksBank, confirmed], {
    bank: (input, round) => (round < 3 ? processing(input) : confirmed(input)),
  })
  await attempt.place(words, card(true))
  attempt.subscribe(() => {
    if (attempt.state().phase.at === 'waiting') void attempt.place(words, card(true))
  })
  await attempt.bankAnswered()
  expect(received).toHaveLength(1)
})

test('a late question from the bank is answered at the checkout', async () => {
  const { attempt, card, left } = checkout([processing], {
    bank: asksBank,
  })
  await attempt.place(words, card(true))
  expect(attempt.state().phase.at).toBe('bank')
  expect(left).toEqual([])
})

test('the shopper waits on the order’s page for a bank that takes too long', async () => {
  const { attempt, card, received, settled, left } = checkout([processing], { bank: processing })
  await attempt.place(words, card(true))
  expect(left).toEqual([received[0]?.orderId])
  expect(settled.length).toBeGreaterThan(3)
})

test('a payment that is still open leads back to the order’s page', async () => {
  const before = checkout([processing], { bank: processing })
  await before.attempt.place(words, before.card(true))
  const after = checkout([processing], { memory: before.memory, bank: processing })
  await after.attempt.resume()
  expect(after.left).toEqual(before.left)
})

test('where nothing remains to be paid no card is asked for, and nothing is sent of one', async () => {
  const { attempt, received, left } = checkout([confirmed])
  expect(await attempt.place({ ...words, codes: ['GIFT'] }, null)).toBe(true)
  expect(received).toEqual([{ ...words, codes: ['GIFT'], orderId: left[0] }])
})
