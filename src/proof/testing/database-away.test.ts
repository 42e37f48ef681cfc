import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { readOrder } from '#slices/orders/queries.ts'
import type { Wanted } from './access-row.ts'
import { procedures, restRoutes } from './access-table.ts'
import { type DatabaseDoor, openDatabaseDoor } from './database-door.ts'
import { type Doors, openDoors, type Person } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

// The connections between the shop and its database are cut, and new ones break off too, until it is back.

let doors: Doors
let database: DatabaseDoor
let isAway = false
let staff: Person
beforeAll(async () => {
  doors = await openDoors()
  database = await openDatabaseDoor(doors.databaseUrl, { lets: () => !isAway })
  process.env.DATABASE_URL = database.url
  await stockUp(doors.db, { sku: 'THING', units: { north: 100 } })
  staff = await doors.person({ name: 'Stella Staff', staff: true })
})
beforeEach(() => {
  isAway = false
})
afterAll(async () => {
  isAway = false
  await doors.close()
  await database.close()
})

const wanted: Wanted = {
  id: '0198c1b2-0000-7000-8000-000000000001',
  number: 'O-2K7F-9QXM',
  email: 'ana@example.com',
  sku: 'THING',
  token: 'x'.repeat(43),
}

function cutOff() {
  isAway = true
  database.cut()
}

const isQuery = (name: string) =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[name]?._def.type ===
  'query'

async function ask(name: string, as: Person | null) {
  const input = procedures[name]?.ask?.(wanted)
  const answer = isQuery(name) ? await doors.call(name, input, as) : await doors.mutate(name, input, as)
  const { error } = (await answer.json()) as { error?: { json: { message: string; data: object } } }
  return { answer, error: error?.json }
}

const words = 'The shop cannot answer right now. Nothing was lost; try again in a few seconds.'

test('every procedure says that the shop cannot answer now, and after how many seconds to ask again', async () => {
  cutOff()
  for (const name of Object.keys(procedures)) {
    const { answer, error } = await ask(name, staff)
    expect({ name, status: answer.status, error }).toMatchObject({
      status: 503,
      // It is no refusal: what was asked for may have been done.
      error: {
        message: words,
        data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503, refusal: null, retryAfterSeconds: 5 },
      },
    })
    expect(answer.headers.get('retry-after'), name).toBe('5')
  }
}, 120_000)

test('a visitor without a session hears the same, and nothing of the inside', async () => {
  cutOff()
  for (const name of [
    'cart.add',
    'orders.place',
    'orders.quote',
    'catalog.browse',
    'inventory.askForAlert',
  ]) {
    const { answer, error } = await ask(name, null)
    expect({ name, status: answer.status, message: error?.message }).toEqual({
      name,
      status: 503,
      message: words,
    })
  }
}, 60_000)

test('every route says it as a problem, with the header', async () => {
  cutOff()
  for (const [route, { ask: body }] of Object.entries(restRoutes)) {
    const [method = '', path = ''] = route.split(' ')
    const isInvoice = path.endsWith('/invoice') || path.includes('/credit-notes/')
    const address = path
      .replace('{id}', wanted.id)
      .replace('{slug}', 'thing')
      .replace('{number}', wanted.number)
    const answer = await doors.send(method, address, {
      as: staff,
      ...(method !== 'GET' && { body: body?.(wanted) ?? {}, headers: { 'idempotency-key': wanted.id } }),
    })
    expect({ route, status: answer.status, body: await answer.json() }).toMatchObject({
      status: 503,
      body: isInvoice
        ? { code: 'invoice_unavailable' }
        : { code: 'unavailable', status: 503, detail: expect.stringMatching(/Nothing was lost/) },
    })
    expect(answer.headers.get('retry-after'), route).toBe(isInvoice ? '30' : '5')
  }
}, 60_000)

test('an order that met the break is placed once, under the same id, when the shop is back', async () => {
  const input = orderInput({ lines: [{ sku: 'THING', quantity: 1 }] })
  cutOff()
  const first = await doors.mutate('orders.place', input)
  expect(first.status).toBe(503)
  isAway = false
  await eventually(async () => expect((await doors.mutate('orders.place', input)).status).toBe(200))
  expect(await readOrder(doors.db, input.orderId)).toMatchObject({ state: 'confirmed', version: 2 })
}, 60_000)
