import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, openDoors, type Person } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

let doors: Doors
let owner: Person
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG' })
  owner = await doors.person()
})
afterAll(() => doors.close())

const { orderId: key, ...restOrder } = orderInput({ lines: [{ sku: 'MUG', quantity: 1 }] })

/** One of each kind of thing that changes something, as our own pages would send it. */
const changes: [name: string, path: string, body: unknown, headers?: Record<string, string>][] = [
  ['a procedure', '/api/trpc/cart.add', { json: { sku: 'MUG' } }],
  ['a batch of procedures', '/api/trpc/cart.add,cart.acceptPrices?batch=1', { 0: { json: { sku: 'MUG' } } }],
  ['placing an order', '/api/v1/orders', restOrder, { 'idempotency-key': key }],
  ['signing out', '/api/auth/sign-out', {}],
]

const elsewhere: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }],
  [
    'a neighbour under the same domain',
    { origin: 'https://blog.localhost:3000', 'sec-fetch-site': 'same-site' },
  ],
  ['a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['the same host by another scheme', { origin: 'ftp://localhost:3000' }],
  ['a page that says only what kind it is', { origin: '', 'sec-fetch-site': 'cross-site' }],
]

describe('A change is refused when it comes from', () => {
  const cells = elsewhere.flatMap(([from, sent]) =>
    changes.map(([name, path, body, own]) => ({ from, name, path, body, headers: { ...own, ...sent } })),
  )
  test.each(cells)('$from: $name', async ({ path, body, headers }) => {
    const answer = await doors.send('POST', path, { as: owner, body, headers })
    expect(answer.status, await answer.text()).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  test('nobody is still signed in for it, and nothing lies in the cart', async () => {
    const cart = await doors.call('cart.get', undefined, owner)
    expect(await cart.json()).toMatchObject({ result: { data: { json: { lines: [] } } } })
    const me = await doors.call('customers.me', undefined, owner)
    expect(await me.json()).toMatchObject({ result: { data: { json: { email: owner.email } } } })
  })

  test('another site that has no session to ride on: no cart is begun', async () => {
    const answer = await doors.send('POST', '/api/trpc/cart.add', {
      body: { json: { sku: 'MUG' } },
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('another site that would sign somebody in as somebody else', async () => {
    const answer = await doors.send('POST', '/api/auth/sign-in/email', {
      body: { email: owner.email, password: 'three quiet words' },
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
  })
})

describe('A form of another site cannot be mistaken for JSON:', () => {
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ]
  const cells = types.flatMap(type =>
    changes.map(([name, path, body, own]) => ({ type, name, path, body, own })),
  )
  test.each(cells)('$name as "$type"', async ({ type, path, body, own }) => {
    const answer = await doors.send('POST', path, {
      as: owner,
      body: new TextEncoder().encode(JSON.stringify(body)),
      headers: { ...own, 'content-type': type },
    })
    expect(answer.status, await answer.text()).toBe(415)
  })
})

describe('Reading changes nothing:', () => {
  test('a procedure that changes something does not answer to GET', async () => {
    const input = encodeURIComponent(JSON.stringify({ json: { sku: 'MUG' } }))
    const answer = await doors.send('GET', `/api/trpc/cart.add?input=${input}`, { as: owner })
    expect(answer.status).toBe(405)
  })

  test('no change goes by GET under another name', async () => {
    const input = encodeURIComponent(JSON.stringify({ json: { sku: 'MUG' } }))
    const answer = await doors.send('GET', `/api/trpc/cart.add?input=${input}&_method=POST`, {
      as: owner,
      headers: { 'x-http-method-override': 'POST' },
    })
    expect(answer.status).toBe(405)
  })

  test.each(changes)('%s by GET, PUT, PATCH and DELETE', async (_, path) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await doors.send(method, path, { as: owner })
      expect([404, 405], method).toContain(answer.status)
    }
  })
})

test('a body larger than any order is refused before it is read to its end', async () => {
  const body = JSON.stringify({ json: { sku: 'x'.repeat(400_000) } })
  for (const path of [
    '/api/trpc/cart.add',
    '/api/auth/sign-in/email',
    '/api/v1/orders',
    '/api/webhooks/carrier',
    '/api/webhooks/warehouse',
  ])
    expect((await doors.send('POST', path, { body, headers: { 'idempotency-key': key } })).status, path).toBe(
      413,
    )
})

test('more calls in one batch than a page makes are refused', async () => {
  const eleven = Array.from({ length: 11 }, () => 'cart.get').join(',')
  expect((await doors.send('GET', `/api/trpc/${eleven}?batch=1`)).status).toBe(400)
})

test('our own pages and programs without a browser are let through', async () => {
  const own = await doors.mutate('cart.add', { sku: 'MUG' }, owner)
  expect(own.status).toBe(200)
  const { origin } = new URL('http://192.168.0.7:3000')
  const near = await doors.send('POST', '/api/v1/quotes', {
    as: owner,
    body: { lines: restOrder.lines, country: 'GB' },
    headers: { origin, host: '192.168.0.7:3000' },
  })
  expect(near.status, 'the shop under its address in the local network').toBe(200)
  const program = await doors.send('POST', '/api/v1/orders', {
    body: restOrder,
    headers: { origin: '', 'idempotency-key': uuidv7() },
  })
  expect(program.status).toBe(201)
})
