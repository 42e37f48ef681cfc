import { afterEach, expect, test } from 'vitest'
import { warehouseCalls } from '#sandbox/testing/warehouse-calls.ts'
import { startWorld, type World } from '#sandbox/testing/world.ts'
import type { ShippingZone } from '#slices/customers/addresses/countries.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'

let world: World
afterEach(() => world.close())
const { ask, advance } = warehouseCalls(() => world)

const order = {
  orderNumber: 'O-2K7F-9QXM',
  shippingMethod: 'standard',
  shipTo: { name: 'Ana', line1: 'Street 1', city: 'Leeds', postalCode: 'LS1 4AP', country: 'GB' },
  lines: [{ sku: 'MUG', name: 'Mug', quantity: 1 }],
}

test('an order handed over twice is taken once, and another under its id is refused', async () => {
  world = await startWorld()
  expect(await ask('PUT', 'o1', order)).toEqual({
    status: 201,
    body: {
      orderId: 'o1',
      orderNumber: 'O-2K7F-9QXM',
      parcelId: 'o1',
      warehouse: null,
      state: 'received',
    },
  })
  expect((await ask('PUT', 'o1', order)).status).toBe(200)
  expect((await ask('PUT', 'o1', { ...order, lines: [{ ...order.lines[0], quantity: 2 }] })).status).toBe(409)
  expect(await world.list('/_sandbox/shipments')).toHaveLength(1)
})

test('an order that makes no sense is refused with the fields', async () => {
  world = await startWorld()
  const { status, body } = await ask('PUT', 'o1', { ...order, lines: [] })
  expect(status).toBe(422)
  expect(body.message).toContain('lines')
})

test('an order is stopped until it has shipped, and not afterwards', async () => {
  world = await startWorld()
  await ask('PUT', 'early', order)
  expect(await ask('DELETE', 'early')).toMatchObject({ status: 200, body: { state: 'cancelled' } })
  expect((await ask('DELETE', 'early')).status).toBe(200)
  await ask('PUT', 'late', order)
  for (let i = 0; i < 3; i += 1) await advance({ orderId: 'late' })
  expect(await ask('GET', 'late')).toMatchObject({ body: { state: 'shipped' } })
  expect(await ask('DELETE', 'late')).toMatchObject({ status: 409, body: { code: 'already_shipped' } })
  expect((await ask('DELETE', 'never')).status).toBe(404)
})

test('a stopped order takes no further step', async () => {
  world = await startWorld({ warehouseStepMs: 20 })
  await ask('PUT', 'o1', order)
  await ask('DELETE', 'o1')
  await ask('PUT', 'o2', order)
  await world.until(received => received.length >= 4)
  expect(await ask('GET', 'o1')).toMatchObject({ body: { state: 'cancelled' } })
})

test('orders go on where they stood after a restart', async () => {
  world = await startWorld({ warehouseStepMs: 50 })
  await ask('PUT', 'o1', order)
  await world.restart()
  await world.until(received => received.some(({ event }) => event.type === 'shipment.delivered'))
  expect(await ask('GET', 'o1')).toMatchObject({ body: { state: 'delivered', carrier: expect.any(String) } })
})

test('a paused floor takes orders and moves none, until it goes on', async () => {
  world = await startWorld({ warehouseStepMs: 1 })
  const press = (button: string) =>
    fetch(`${world.url}/floor/${button}`, {
      method: 'POST',
      headers: { Origin: world.url },
      redirect: 'manual',
    })
  await press('pause')
  await ask('PUT', 'o1', order)
  // A floor that moves is a step further after a few of these looks.
  for (let look = 0; look < 50; look++)
    expect(await ask('GET', 'o1')).toMatchObject({ body: { state: 'received' } })
  await press('resume')
  await world.until(received => received.some(({ event }) => event.type === 'shipment.delivered'))
})

test('a hand-over whose answer was lost is there when it is asked for', async () => {
  world = await startWorld()
  await world.post('/_sandbox/faults', { service: 'warehouse', kind: 'timeout_after', ms: 10 })
  await expect(ask('PUT', 'o1', order)).rejects.toThrow()
  expect((await ask('GET', 'o1')).status).toBe(200)
})

test('a page of another origin cannot press the sandbox’s buttons', async () => {
  world = await startWorld()
  const answer = await fetch(`${world.url}/reset`, {
    method: 'POST',
    headers: { Origin: 'http://evil.test', 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect(answer.status).toBe(403)
})

test.each(
  ['home', 'europe', 'world'].flatMap(zone =>
    shippingMethodsFor(zone as ShippingZone).map(({ code, carrier }) => [code, carrier, zone] as const),
  ),
)('what was sent by %s comes with %s, as the shop promised (%s)', async (code, carrier) => {
  world = await startWorld()
  await ask('PUT', 'o1', { ...order, shippingMethod: code })
  for (let i = 0; i < 3; i += 1) await advance({ orderId: 'o1' })
  const { body } = await ask('GET', 'o1')
  expect(body).toMatchObject({ state: 'shipped', carrier })
  const page = await fetch(`${world.url}/track/${body.trackingNumber}`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(carrier)
  expect((await fetch(`${world.url}/track/NOPE`)).status).toBe(404)
})
