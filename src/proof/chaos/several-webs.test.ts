import { type ChildProcess, spawn } from 'node:child_process'
import getPort from 'get-port'
import superjson from 'superjson'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { cookieOf } from '#proof/testing/doors.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { orderLimits } from '#slices/orders/rate-limits.ts'

// Two web processes on one database, without anything between them: each must know what the other was told.

let shop: TestShop
let one: string
let other: string
const started: ChildProcess[] = []
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'MUG' })
  const ports = [await getPort(), await getPort()]
  ;[one = '', other = ''] = ports.map(port => `http://localhost:${port}`)
  await Promise.all(ports.map(startWeb))
}, 120_000)
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await shop.close()
})

async function startWeb(port: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/proof/chaos/rest-web.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      SHOP_URL: one,
      RATE_LIMITS: 'on',
      TRUSTED_PROXY_HOPS: '1',
      DATABASE_POOL: '4',
    },
  })
  endWithUs(child)
  started.push(child)
  const ended = new Promise<never>((_, refuse) =>
    child.once('exit', () => refuse(new Error('the web ended at its start'))),
  )
  ended.catch(() => {})
  const answering = eventually(
    async () => expect((await fetch(`http://localhost:${port}/api/health/ready`)).status).toBe(200),
    { withinMs: 100_000 },
  )
  await Promise.race([answering, ended])
}

let callers = 0
/** From an address of its own, so that one test's requests are not counted for another. */
const newCaller = () => `198.51.100.${++callers}`
type Said = { cookie?: string; body?: unknown; from?: string; headers?: Record<string, string> }
const post = (url: string, { cookie = '', body, from = newCaller(), headers }: Said) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: one, cookie, 'x-forwarded-for': from, ...headers },
    body: JSON.stringify(body ?? {}),
  })
const mutate = (web: string, name: string, input: unknown, said: Said = {}) =>
  post(`${web}/api/trpc/${name}`, { ...said, body: superjson.serialize(input) })
async function query<T>(web: string, name: string, cookie: string): Promise<T> {
  const answer = await fetch(`${web}/api/trpc/${name}`, {
    headers: { cookie, 'x-forwarded-for': newCaller() },
  })
  const { result } = (await answer.json()) as {
    result: { data: Parameters<typeof superjson.deserialize>[0] }
  }
  return superjson.deserialize<T>(result.data)
}

test('a person who signs in at one web is known at the other, until they sign out at either', async () => {
  const email = `${uuidv7()}@example.com`
  const account = { name: 'Ana Moss', email, password: 'three quiet words' }
  const cookie = cookieOf(await post(`${one}/api/auth/sign-up/email`, { body: account }))
  const whoIs = (web: string) => query<{ email: string } | null>(web, 'customers.me', cookie)
  expect((await whoIs(one))?.email).toBe(email)
  expect((await whoIs(other))?.email).toBe(email)
  expect((await post(`${other}/api/auth/sign-out`, { cookie })).status).toBe(200)
  expect(await whoIs(one)).toBeNull()
})

test('a cart that is changed at one web is seen at the other', async () => {
  const cookie = cookieOf(await mutate(one, 'cart.add', { sku: 'MUG', quantity: 2 }))
  const quantities = async (web: string) =>
    (await query<{ lines: { sku: string; quantity: number }[] }>(web, 'cart.get', cookie)).lines.map(
      line => line.quantity,
    )
  expect(await quantities(other)).toEqual([2])
  await mutate(other, 'cart.add', { sku: 'MUG', quantity: 1 }, { cookie })
  expect(await quantities(one)).toEqual([3])
})

test('a limit is one limit, however the requests are shared out', async () => {
  const input = { number: 'O-2K7F-9QXM', email: `${uuidv7()}@example.com` }
  for (let round = 0; round < orderLimits.findByEmail.most; round++)
    expect((await mutate(round % 2 ? one : other, 'orders.find', input)).status).toBe(404)
  expect((await mutate(one, 'orders.find', input)).status).toBe(429)
  expect((await mutate(other, 'orders.find', input)).status).toBe(429)
})

test('an order placed at one web is the same order at the other, and its token opens it there', async () => {
  const { orderId, locale: _, ...body } = orderInput({ lines: [{ sku: 'MUG', quantity: 1 }] })
  const place = (web: string) =>
    post(`${web}/api/v1/orders`, { body, headers: { 'idempotency-key': orderId } })
  const [first, again] = [await place(one), await place(other)]
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  const [order, same] = [await first.json(), await again.json()] as {
    number: string
    trackingToken: string
  }[]
  expect(same?.number).toBe(order?.number)
  const seen = await fetch(`${other}/api/v1/orders/${orderId}`, {
    headers: { authorization: `Bearer ${order?.trackingToken}` },
  })
  expect(seen.status).toBe(200)
})
