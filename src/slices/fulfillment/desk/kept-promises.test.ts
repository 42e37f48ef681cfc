import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import type { Order } from '#slices/orders/order.ts'
import { keepPromises } from '#slices/promises/keep-promises.ts'
import { dispatchOrderQueue } from '../jobs.ts'
import { warehouseOf } from '../test-warehouse.ts'
import { keptPromises } from './kept-promises.ts'
import { listParcels } from './parcel-queries.ts'

let shop: RestShop
let headers: Record<string, string>
let clock = new Date()
const at = (moment: string) => {
  clock = new Date(moment)
}
beforeAll(async () => {
  shop = await openRestShop()
  shop.ctx.now = () => clock
  headers = await keyFor(shop.db, 'orders.read')
  await stockUp(shop.db, { sku: 'BOWL', units: { north: 100 } })
  await stockUp(shop.db, { sku: 'LAMP', units: { south: 100 } })
})
afterAll(() => shop.close())
const { run } = warehouseOf(() => shop)

async function handedOver(...skus: string[]): Promise<Order> {
  const order = await confirmedOrder(shop, { lines: skus.map(sku => ({ sku, quantity: 1 })) })
  await run(dispatchOrderQueue, order, 'order.confirmed')
  return order
}
const get = async (path: string) =>
  (await shop.send('GET', `/api/v1/admin${path}`, { headers })).body as {
    parcels: { id: string; promisedBy: string; firstPromisedBy: string; promisedBecause: string }[]
  }

test('before anything arrived there is nothing to count', async () => {
  expect(await keptPromises(shop.db, clock)).toMatchObject({ all: null, byCarrier: [], byWarehouse: [] })
  expect(await get('/promises')).toEqual({ days: 30, all: null, byCarrier: [], byWarehouse: [] })
})

test('promises that were kept are counted by carrier and by warehouse, over thirty days', async () => {
  at('2026-12-01T10:00:00Z')
  const soon = await handedOver('BOWL')
  const late = await handedOver('BOWL')
  const split = await handedOver('BOWL', 'LAMP')
  const [north, south] = await readParcels(shop.db, split)
  at('2026-12-01T15:00:00Z')
  const ship = (order: Order, carrier: string, parcelId?: string) =>
    moveDelivery(shop.ctx, { orderId: order.id, parcelId, to: 'shipped', carrier })
  await ship(soon, 'DPD')
  await ship(late, 'Evri')
  await ship(split, 'DPD', north?.id)
  await ship(split, 'Evri', south?.id)
  at('2026-12-04T15:00:00Z')
  await moveDelivery(shop.ctx, { orderId: soon.id, to: 'delivered' })
  await moveDelivery(shop.ctx, { orderId: split.id, parcelId: north?.id, to: 'delivered' })
  at('2026-12-08T09:00:00Z')
  await moveDelivery(shop.ctx, { orderId: late.id, to: 'delivered' })
  await moveDelivery(shop.ctx, { orderId: split.id, parcelId: south?.id, to: 'delivered' })
  expect(await keptPromises(shop.db, new Date('2026-12-20T09:00:00Z'))).toMatchObject({
    all: { kept: 2, broken: 2, percent: 50 },
    byCarrier: [
      { name: 'DPD', kept: 2, broken: 0, percent: 100 },
      { name: 'Evri', kept: 0, broken: 2, percent: 0 },
    ],
    byWarehouse: [
      { name: 'north', kept: 2, broken: 1, percent: 66 },
      { name: 'south', kept: 0, broken: 1, percent: 0 },
    ],
  })
  expect((await keptPromises(shop.db, new Date('2027-01-05T09:00:00Z'))).all).toMatchObject({
    kept: 0,
    broken: 2,
  })
  expect((await keptPromises(shop.db, new Date('2027-01-08T09:00:00Z'))).all).toBeNull()
})

test('what is late is listed and counted, at the desk and for programs, with the reason in words', async () => {
  at('2027-02-01T10:00:00Z')
  const [late, fine] = [await handedOver('BOWL'), await handedOver('LAMP')]
  at('2027-02-02T10:00:00Z')
  await moveDelivery(shop.ctx, { orderId: fine.id, to: 'shipped', carrier: 'DPD' })
  await shop.db.$client`update parcel_promises set first_by = promised_by where order_id = ${fine.id}`
  at('2027-02-03T16:00:00Z')
  await keepPromises(shop.ctx)
  const asked = { state: null, warehouse: null, after: null, before: null }
  const list = await listParcels(shop.db, { ...asked, late: true }, clock)
  expect(list).toMatchObject({
    late: 1,
    rows: [
      {
        orderId: late.id,
        promise: {
          by: '2027-02-10',
          firstBy: '2027-02-05',
          isLate: true,
          isLost: false,
          because: 'It had not left by the last cut-off that keeps the promise.',
        },
      },
    ],
  })
  const all = await listParcels(shop.db, { ...asked, late: false }, clock)
  const shown = all.rows.find(({ orderId }) => orderId === fine.id)
  expect(shown?.promise).toMatchObject({ isLate: false })
  const { parcels } = await get('/parcels?late=true')
  expect(parcels).toMatchObject([{ id: late.id, promisedBy: '2027-02-10', firstPromisedBy: '2027-02-05' }])
  expect((await get('/parcels?late=false')).parcels.length).toBeGreaterThan(1)
  await moveDelivery(shop.ctx, { orderId: late.id, to: 'delivered' })
  expect((await get('/parcels?late=true')).parcels).toEqual([])
})
