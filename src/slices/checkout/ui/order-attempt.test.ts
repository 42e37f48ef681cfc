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
/** What the shop says when it is asked again, for the first, second, … time. */
type BankTurn = (input: Pick<PlaceOrderInput, 'orderId'>, round: number) => PlaceOrderAnswer

/** A checkout in a tab, against a shop that takes the turns one after the other. */
function checkout(turns: Turn[], { memory = tab(), online = true, bank = confirmed as BankTurn } = {}) {
  const heard: PlaceOrderInput[] = []
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
      heard.push(input)
      return (turns[heard.length - 1] ?? lost)(input)
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
  return { attempt, card, heard, left, settled, abandoned, memory }
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
  const { attempt, card, heard, left } = checkout([confirmed, confirmed])
  await Promise.all([attempt.place(words, card(true)), attempt.place(words, card(true))])
  expect(heard).toHaveLength(1)
  expect(left).toEqual([heard[0]?.orderId])
})

test('a reload in the middle asks for the same order with the same words', async () => {
  const before = checkout([lost, lost, lost, lost])
  await before.attempt.place(words, before.card(true))
  const after = checkout([confirmed], { memory: before.memory })
  await after.attempt.resume()
  expect(after.heard).toEqual([before.heard[0]])
  expect(after.left).toHaveLength(1)
})

test('a reload just when the answer came is led to the order all the same', async () => {
  const before = checkout([confirmed])
  await before.attempt.place(words, before.card(true))
  const after = checkout([confirmed], { memory: before.memory })
  await after.attempt.resume()
  expect(after.left).toEqual(before.left)
})

test('a page that was left in peace asks for nothing', async () => {
  const { attempt, heard } = checkout([confirmed])
  await attempt.resume()
  expect(heard).toHaveLength(0)
})

test('when no answer comes, Pay repeats the same request with the same card', async () => {
  const { attempt, card, heard } = checkout([lost, lost, lost, lost, confirmed])
  await attempt.place(words, card(true))
  expect(attempt.state().notice?.kind).toBe('unreachable')
  expect(attempt.repeats(words)).toBe(true)
  await attempt.place(words, card(false))
  expect(heard[4]).toEqual(heard[0])
})

test('words changed while the answer is open go out under the same id', async () => {
  const { attempt, card, heard } = checkout([lost, lost, lost, lost, confirmed])
  await attempt.place(words, card(true))
  await attempt.place({ ...words, email: 'ben@example.com' }, card(false))
  expect(heard[4]?.orderId).toBe(heard[0]?.orderId)
  expect(heard[4]?.email).toBe('ben@example.com')
})

test('and if the first words had got through after all, their order is shown', async () => {
  const { attempt, card, heard, settled, left } = checkout([lost, lost, lost, lost, reused])
  await attempt.place(words, card(true))
  await attempt.place({ ...words, email: 'ben@example.com' }, card(false))
  expect(settled).toEqual([heard[0]?.orderId])
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
    const { attempt, card, heard, left } = checkout([away, reused, confirmed], { bank })
    await attempt.place(words, card(true))
    expect(attempt.state().notice?.kind).toBe('payments_unavailable')
    await attempt.place({ ...words, email: 'ben@example.com' }, card(false))
    expect(left).toEqual([heard[2]?.orderId])
    expect(heard[2]?.orderId).not.toBe(heard[0]?.orderId)
    expect(heard[2]?.payment.method).not.toBe(heard[1]?.payment.method)
    expect(heard[2]?.email).toBe('ben@example.com')
  },
)

test('an order that ended while nobody heard is placed afresh with one press, once', async () => {
  const { attempt, card, heard, left } = checkout([lost, lost, lost, lost, ended, confirmed])
  await attempt.place(words, card(true))
  await attempt.place(words, card(false))
  expect(left).toEqual([heard[5]?.orderId])
  const never = checkout([lost, lost, lost, lost, ended, ended, ended])
  await never.attempt.place(words, never.card(true))
  await never.attempt.place(words, never.card(false))
  expect(never.heard).toHaveLength(6)
})

test('only an order whose time ran out is said to be late', async () => {
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

test('who waited for the bank is told so until the order’s page stands there', async () => {
  const { attempt, card } = checkout([processing], { bank: processing })
  await attempt.place(words, card(true))
  expect(attempt.state().phase).toEqual({ at: 'leaving', waited: true })
})

test('after a decline the next try is another order with another token', async () => {
  const { attempt, card, heard } = checkout([declined, confirmed])
  await attempt.place(words, card(true))
  expect(attempt.state().notice).toMatchObject({
    kind: 'declined',
    words: { message: 'Not enough funds on this card' },
  })
  await attempt.place(words, card(true))
  expect(heard[1]?.orderId).not.toBe(heard[0]?.orderId)
  expect(heard[1]?.payment.method).not.toBe(heard[0]?.payment.method)
})

test('a refusal that kept nothing is not asked again by a reload', async () => {
  const soldOut = (): PlaceOrderAnswer => ({
    kind: 'out_of_stock',
    lines: [{ sku: 'MUG-BLUE', name: 'Blue mug', requested: 1, available: 0 }],
  })
  const before = checkout([soldOut])
  await before.attempt.place(words, before.card(true))
  const after = checkout([confirmed], { memory: before.memory })
  await after.attempt.resume()
  expect(after.heard).toHaveLength(0)
})

test('offline, nothing is sent and nothing is sent later by itself', async () => {
  const { attempt, card, heard, memory } = checkout([confirmed], { online: false })
  await attempt.place(words, card(true))
  expect(attempt.state().notice?.kind).toBe('offline')
  const after = checkout([confirmed], { memory })
  await after.attempt.resume()
  expect([...heard, ...after.heard]).toHaveLength(0)
})

test('giving up at the bank makes the next try another order', async () => {
  const { attempt, card, heard, abandoned } = checkout([asksBank, confirmed])
  await attempt.place(words, card(true))
  expect(attempt.state().phase.at).toBe('bank')
  await attempt.giveUpBank()
  expect(abandoned).toEqual([heard[0]?.orderId])
  await attempt.place(words, card(true))
  expect(heard[1]?.orderId).not.toBe(heard[0]?.orderId)
})

test('a bank that says no after a while is heard at the checkout, and the next try is another order', async () => {
  const { attempt, card, heard, settled, left } = checkout([processing, confirmed], {
    bank: (input, round) => (round < 3 ? processing(input) : declined(input)),
  })
  const phases: string[] = []
  attempt.subscribe(() => phases.push(attempt.state().phase.at))
  await attempt.place(words, card(true))
  expect(phases).toEqual(['placing', 'waiting', 'editing'])
  expect(attempt.state().notice).toMatchObject({ kind: 'declined' })
  expect({ settled, left }).toEqual({ settled: Array(3).fill(heard[0]?.orderId), left: [] })
  await attempt.place(words, card(true))
  expect(left).toEqual([heard[1]?.orderId])
  expect(heard[1]?.orderId).not.toBe(heard[0]?.orderId)
})

test('while the bank is waited for, Pay sends nothing', async () => {
  const { attempt, card, heard } = checkout([asksBank, confirmed], {
    bank: (input, round) => (round < 3 ? processing(input) : confirmed(input)),
  })
  await attempt.place(words, card(true))
  attempt.subscribe(() => {
    if (attempt.state().phase.at === 'waiting') void attempt.place(words, card(true))
  })
  await attempt.bankAnswered()
  expect(heard).toHaveLength(1)
})

test('a bank that asks after a while is answered at the checkout', async () => {
  const { attempt, card, left } = checkout([processing], {
    bank: asksBank,
  })
  await attempt.place(words, card(true))
  expect(attempt.state().phase.at).toBe('bank')
  expect(left).toEqual([])
})

test('a bank that takes too long is waited for on the order’s page', async () => {
  const { attempt, card, heard, settled, left } = checkout([processing], { bank: processing })
  await attempt.place(words, card(true))
  expect(left).toEqual([heard[0]?.orderId])
  expect(settled.length).toBeGreaterThan(3)
})

test('a payment that is still open leads back to its own page', async () => {
  const before = checkout([processing], { bank: processing })
  await before.attempt.place(words, before.card(true))
  const after = checkout([processing], { memory: before.memory, bank: processing })
  await after.attempt.resume()
  expect(after.left).toEqual(before.left)
})
