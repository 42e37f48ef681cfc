import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { askSandbox } from './ask-sandbox.ts'
import { cookieOf, type Doors, openDoors, PASSWORD, type Person } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

let doors: Doors
let owner: Person
let other: Person
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG', priceMinor: 1_200, units: { north: 1_000 } })
  owner = await doors.person({ name: 'Owen Owner' })
  other = await doors.person({ name: 'Olga Other' })
})
afterAll(() => doors.close())

/** All fields that a caller might hope to decide for us. */
const claims = () => ({
  id: uuidv7(),
  number: 'O-FREE-FREE',
  customerId: owner.id,
  userId: owner.id,
  actor: { kind: 'staff', id: owner.id, name: 'Ada' },
  role: 'admin',
  isStaff: true,
  state: 'completed',
  status: 'confirmed',
  money: 'refunded',
  price: 1,
  unitPrice: 1,
  unitPriceMinor: 1,
  totalMinor: 1,
  total: { amount: 1, currency: 'GBP' },
  subtotal: 0,
  discount: 99_999,
  discountMinor: 99_999,
  tax: 0,
  shippingMinor: 0,
  currency: 'JPY',
  refundedMinor: 1,
  placedAt: '1999-01-01T00:00:00Z',
  trackingToken: 'mine',
  needsReview: null,
})
const claimed = <Input extends { lines: object[] }>(input: Input) => ({
  ...claims(),
  ...input,
  lines: input.lines.map(line => ({ ...claims(), ...line })),
})

/** Two mugs and the delivery. */
const TOTAL_MINOR = 2_400 + 395

describe('The shop sets an order’s price and owner, whatever a caller claims:', () => {
  async function expectHonest(orderId: string, customerId: string | null) {
    const order = await readOrder(doors.db, orderId)
    expect(order).toMatchObject({
      id: orderId,
      customerId,
      state: 'confirmed',
      money: 'paid',
      totalMinor: TOTAL_MINOR,
      discountMinor: 0,
      refundedMinor: 0,
      currency: 'GBP',
    })
    expect(order?.number).not.toBe('O-FREE-FREE')
    expect(order?.placedAt.getFullYear()).toBeGreaterThan(2_000)
    expect(await askSandbox(doors).charges(orderId)).toMatchObject([{ amount: TOTAL_MINOR, currency: 'gbp' }])
  }

  test('a page that places one', async () => {
    const input = claimed(orderInput({ lines: [{ sku: 'MUG', quantity: 2 }] }))
    const answer = await doors.mutate('orders.place', input, other)
    expect(answer.status).toBe(200)
    await expectHonest(input.orderId, other.id)
  })

  test('a program that places one', async () => {
    const { orderId, ...body } = claimed(orderInput({ lines: [{ sku: 'MUG', quantity: 2 }] }))
    const answer = await doors.send('POST', '/api/v1/orders', {
      body,
      headers: { 'idempotency-key': orderId },
    })
    expect(answer.status, await answer.text()).toBe(201)
    await expectHonest(orderId, null)
  })

  test('a total that was never shown stops the order before a card is asked', async () => {
    const input = orderInput({
      lines: [{ sku: 'MUG', quantity: 2 }],
      expectedTotal: { amount: 1, currency: 'GBP' },
    })
    const answer = await doors.mutate('orders.place', input, other)
    expect(await answer.json()).toMatchObject({ result: { data: { json: { kind: 'price_changed' } } } })
    expect(await readOrder(doors.db, input.orderId)).toBeNull()
    expect(await askSandbox(doors).charges(input.orderId)).toEqual([])
  })

  test('fewer than nothing of a thing takes nothing off the price', async () => {
    const lines = [
      { sku: 'MUG', quantity: 1 },
      { sku: 'MUG', quantity: -5 },
    ]
    const answer = await doors.mutate('orders.place', orderInput({ lines }), other)
    expect(answer.status).toBe(400)
  })

  test('a quote says the same, whatever it is asked for', async () => {
    const input = claimed({ lines: [{ sku: 'MUG', quantity: 2 }], country: 'GB', shippingMethod: 'standard' })
    const query = encodeURIComponent(JSON.stringify({ json: input }))
    const answer = await doors.send('GET', `/api/trpc/orders.quote?input=${query}`)
    expect(await answer.json()).toMatchObject({
      result: { data: { json: { total: { amount: TOTAL_MINOR, currency: 'GBP' } } } },
    })
  })
})

describe('A cart and an account belong to the person who is signed in, whatever name is sent:', () => {
  test('a cart', async () => {
    const answer = await doors.mutate('cart.add', { sku: 'MUG', quantity: 1, ...claims() }, other)
    expect(answer.status).toBe(200)
    const theirs = await doors.call('cart.get', undefined, owner)
    expect(await theirs.json()).toMatchObject({ result: { data: { json: { count: 0 } } } })
    const line = (await (await doors.call('cart.get', undefined, other)).json()) as object
    expect(line).toMatchObject({
      result: { data: { json: { subtotal: { amount: 1_200, currency: 'GBP' } } } },
    })
  })

  test('a history', async () => {
    const answer = await doors.call('orders.mine', { cursor: null, customerId: owner.id }, other)
    expect(await answer.text()).not.toContain(owner.id)
  })

  test('signing up makes a customer, not staff', async () => {
    const email = `${uuidv7()}@example.com`
    const body = {
      name: 'Eve',
      email,
      password: PASSWORD,
      role: 'admin',
      emailVerified: true,
      banned: false,
      isAnonymous: true,
    }
    const answer = await doors.send('POST', '/api/auth/sign-up/email', { body })
    const [made] = await doors.db.select().from(customers).where(eq(customers.email, email))
    if (answer.ok) expect(made).toMatchObject({ role: 'customer', emailVerified: false, isAnonymous: false })
    else expect(made).toBeUndefined()
    const desk = await doors.send('GET', '/api/trpc/staffOrders.today', {
      headers: { cookie: cookieOf(answer) },
    })
    expect([401, 403]).toContain(desk.status)
  })

  test('signing in as one does not sign in as another', async () => {
    const body = { email: other.email, password: PASSWORD, userId: owner.id, role: 'admin' }
    const answer = await doors.send('POST', '/api/auth/sign-in/email', {
      body: { ...body, rememberMe: true },
    })
    const me = await doors.send('GET', '/api/trpc/customers.me', { headers: { cookie: cookieOf(answer) } })
    expect(await me.json()).toMatchObject({
      result: { data: { json: { email: other.email, isStaff: false } } },
    })
  })

  test('nobody makes themselves staff, by any way that better-auth knows', async () => {
    for (const [path, body] of [
      ['update-user', { role: 'admin', name: 'Eve' }],
      ['admin/set-role', { userId: other.id, role: 'admin' }],
      ['admin/update-user', { userId: other.id, data: { role: 'admin' } }],
      ['admin/create-user', { email: 'eve@example.com', password: PASSWORD, name: 'Eve', role: 'admin' }],
      ['admin/impersonate-user', { userId: owner.id }],
    ] as const)
      expect((await doors.send('POST', `/api/auth/${path}`, { as: other, body })).status, path).toBe(404)
    const [still] = await doors.db.select().from(customers).where(eq(customers.id, other.id))
    expect(still).toMatchObject({ role: 'customer', name: 'Olga Other' })
  })
})

test('the actor of an order’s events is the person who was signed in, whatever name they sent', async () => {
  const input = claimed(orderInput({ lines: [{ sku: 'MUG', quantity: 1 }] }))
  await doors.mutate('orders.place', input, other)
  const actors = await doors.db
    .$client`select distinct actor from order_events where order_id = ${input.orderId}`
  expect(JSON.stringify(actors)).toContain(other.id)
  expect(JSON.stringify(actors)).not.toMatch(/staff|Ada/)
})
