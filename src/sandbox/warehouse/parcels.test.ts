import { afterEach, expect, test } from 'vitest'
import { warehouseCalls } from '#sandbox/testing/warehouse-calls.ts'
import { startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
afterEach(() => world.close())
const { ask, advance } = warehouseCalls(() => world)

const parcel = {
  orderId: 'order-1',
  orderNumber: 'O-2K7F-9QXM',
  shippingMethod: 'standard',
  shipTo: { name: 'Ana', line1: 'Street 1', city: 'Leeds', postalCode: 'LS1 4AP', country: 'GB' },
  lines: [{ sku: 'MUG', name: 'Mug', quantity: 1 }],
}
const fromNorth = { ...parcel, warehouse: 'north' }
const fromSouth = { ...parcel, warehouse: 'south', lines: [{ sku: 'CUP', name: 'Cup', quantity: 2 }] }

const stateOf = async (parcelId: string) => (await ask('GET', parcelId)).body.state
const twoParcels = async () => {
  world = await startWorld()
  await ask('PUT', 'p-north', fromNorth)
  await ask('PUT', 'p-south', fromSouth)
}

test('the parcels of one order are kept apart, and listed by their order or by their own id', async () => {
  await twoParcels()
  await ask('PUT', 'order-2', { ...parcel, orderId: undefined })
  expect(await ask('GET', 'p-south')).toEqual({
    status: 200,
    body: {
      orderId: 'order-1',
      orderNumber: 'O-2K7F-9QXM',
      parcelId: 'p-south',
      warehouse: 'south',
      state: 'received',
    },
  })
  expect(await world.list('/_sandbox/shipments?orderId=order-1')).toMatchObject([
    { parcelId: 'p-north', warehouse: 'north', shipTo: { name: 'Ana' } },
    { parcelId: 'p-south', warehouse: 'south' },
  ])
  expect(await world.list('/_sandbox/shipments?parcelId=p-north')).toMatchObject([{ parcelId: 'p-north' }])
  expect(await world.list('/_sandbox/shipments?orderId=order-2')).toMatchObject([
    { orderId: 'order-2', parcelId: 'order-2', warehouse: null },
  ])
})

test('a parcel cannot change its order or its warehouse, and to name its own id as its order’s changes nothing', async () => {
  await twoParcels()
  const differs = { status: 409, body: { code: 'order_differs' } }
  expect(await ask('PUT', 'p-north', { ...fromNorth, warehouse: 'south', revision: 2 })).toMatchObject(
    differs,
  )
  expect(await ask('PUT', 'p-north', { ...fromNorth, orderId: 'order-2', revision: 2 })).toMatchObject(
    differs,
  )
  const { orderId: _, ...unnamed } = fromNorth
  expect((await ask('PUT', 'order-3', unnamed)).status).toBe(201)
  expect((await ask('PUT', 'order-3', { ...unnamed, orderId: 'order-3' })).status).toBe(200)
  const tooLong = await ask('PUT', 'p-4', { ...parcel, orderId: 'o'.repeat(101) })
  expect(tooLong).toMatchObject({ status: 422, body: { message: expect.stringContaining('orderId') } })
})

test('the address of one parcel changes by itself', async () => {
  await twoParcels()
  const shipTo = { ...parcel.shipTo, line1: 'Street 2' }
  expect((await ask('PUT', 'p-north', { ...fromNorth, revision: 2, shipTo })).status).toBe(200)
  expect(await world.list('/_sandbox/shipments?orderId=order-1')).toMatchObject([
    { shipTo: { line1: 'Street 2' } },
    { shipTo: { line1: 'Street 1' } },
  ])
})

test('one parcel moves by its id, and every parcel of an order that can move by the order’s', async () => {
  await twoParcels()
  await ask('PUT', 'p-other', { ...parcel, orderId: 'order-2' })
  await advance({ parcelId: 'p-north' })
  expect([await stateOf('p-north'), await stateOf('p-south')]).toEqual(['picking', 'received'])
  await ask('DELETE', 'p-south')
  await ask('PUT', 'p-third', { ...parcel, warehouse: 'west' })
  await advance({ orderId: 'order-1' })
  expect([await stateOf('p-north'), await stateOf('p-south'), await stateOf('p-third')]).toEqual([
    'packed',
    'cancelled',
    'picking',
  ])
  expect(await stateOf('p-other')).toBe('received')
})

test('a call-back names the parcel and its order', async () => {
  await twoParcels()
  await advance({ orderId: 'order-1' })
  await world.until(received => received.length === 2)
  const told = world.received.map(({ body }) => JSON.parse(body).data)
  expect(told.sort((one, other) => one.parcelId.localeCompare(other.parcelId))).toEqual(
    ['p-north', 'p-south'].map(parcelId => ({
      orderId: 'order-1',
      parcelId,
      orderNumber: 'O-2K7F-9QXM',
      state: 'picking',
    })),
  )
})

test('a stopped parcel stays stopped, whatever is handed over under its id', async () => {
  await twoParcels()
  await ask('DELETE', 'p-north')
  const shipTo = { ...parcel.shipTo, line1: 'Street 2' }
  const again = await Promise.all([
    ask('PUT', 'p-north', fromNorth),
    ask('PUT', 'p-north', { ...fromNorth, revision: 2 }),
    ask('PUT', 'p-north', { ...fromNorth, revision: 9, shipTo }),
    ask('PUT', 'p-north', { ...fromNorth, revision: 9, lines: fromSouth.lines }),
  ])
  expect(again.map(({ status }) => status)).toEqual([200, 200, 409, 409])
  expect(again[0]?.body.state).toBe('cancelled')
  await advance({ parcelId: 'p-north' })
  await advance()
  expect([await stateOf('p-north'), await stateOf('p-south')]).toEqual(['cancelled', 'picking'])
})

test('the floor shows from which warehouse each parcel of an order leaves, and moves that one', async () => {
  await twoParcels()
  await ask('PUT', 'order-2', { ...parcel, orderId: undefined, orderNumber: 'O-ALONE' })
  const page = await (await fetch(`${world.url}/floor`)).text()
  expect(page).toContain('>from north, one of 2 parcels<')
  expect(page).toContain('aria-label="Move to picking: O-2K7F-9QXM, from south, one of 2 parcels"')
  expect(page).toContain('aria-label="Move to picking: O-ALONE"')
  expect(page).toContain('name="parcelId" value="p-north"')
})
