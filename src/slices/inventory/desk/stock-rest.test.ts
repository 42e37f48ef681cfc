import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { inventoryInvariants } from '../invariants.ts'
import { splitStock } from '../split-stock.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG', units: { north: 10, south: 5 } })
  headers = await key('*')
})
afterAll(() => shop.close())

const key = (...may: string[]) => keyFor(shop.db, ...may)

const at = '/api/v1/admin'
const stock = (sku: string, by = headers) => shop.send('GET', `${at}/stock?sku=${sku}`, { headers: by })
const set = (sku: string, body: object, by = headers) =>
  shop.send('PUT', `${at}/variants/${sku}/stock`, { headers: by, body })
const delivery = (onHand: number, warehouse = 'north') => ({ warehouse, onHand, reason: 'A delivery came' })
const ledgerOf = (sku: string) => shop.db.$client`
  select quantity, reason, note, actor from stock_movements m join variants v on v.id = m.variant_id
  where v.sku = ${sku} order by m.id`

test('Every warehouse is named, also one that has none, and stock is put there with its reason', async () => {
  await stockUp(shop.db, { sku: 'NEW', units: {} })
  expect((await stock('NEW')).body).toEqual({
    places: [
      { warehouse: 'north', onHand: 0, reserved: 0 },
      { warehouse: 'south', onHand: 0, reserved: 0 },
    ],
  })
  for (const _ of [1, 2])
    expect((await set('NEW', delivery(7, 'south'))).body.places).toEqual([
      { warehouse: 'north', onHand: 0, reserved: 0 },
      { warehouse: 'south', onHand: 7, reserved: 0 },
    ])
  await set('NEW', delivery(4, 'south'))
  expect(await ledgerOf('NEW')).toMatchObject([
    {
      quantity: 7,
      reason: 'adjusted',
      note: 'A delivery came',
      actor: expect.stringMatching(/^key:.*:Till$/),
    },
    { quantity: -3 },
  ])
  const { body } = await shop.send('GET', `${at}/audit?entity=variant&entityId=NEW`, { headers })
  expect(body.entries).toMatchObject([
    {
      action: 'stock.set',
      reason: 'A delivery came',
      after: { places: [{ warehouse: 'south', onHand: 4 }] },
    },
    {},
    { before: { places: [] } },
  ])
})

test('Fewer than are promised to orders are refused, and so is stock in buckets', async () => {
  await confirmedOrder(shop, { lines: [{ sku: 'MUG', quantity: 3 }] })
  const { places } = (await stock('MUG')).body as { places: { warehouse: string; reserved: number }[] }
  const [promised] = places.filter(({ reserved }) => reserved > 0)
  expect(promised?.reserved).toBe(3)
  expect(await set('MUG', delivery(2, promised?.warehouse))).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('3 units are promised') },
  })
  expect(await set('MUG', delivery(3, promised?.warehouse))).toMatchObject({ status: 200 })
  const { variantId } = await stockUp(shop.db, { sku: 'SPLIT', units: { north: 16 } })
  await splitStock(shop.ctx, { variantId, buckets: 4 })
  expect(await set('SPLIT', delivery(20))).toMatchObject({ status: 409 })
})

test('What is unknown or wrong is said in words', async () => {
  expect(await stock('NOWHERE')).toMatchObject({ status: 404 })
  expect(await set('NOWHERE', delivery(1))).toMatchObject({ status: 404 })
  expect(await set('MUG', delivery(1, 'moon'))).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'warehouse', message: 'There is no warehouse moon. There are: north, south' }] },
  })
  for (const wrong of [{ onHand: -1 }, { onHand: 1.5 }, { reason: '' }, { warehouse: null }])
    expect(await set('MUG', { ...delivery(1), ...wrong })).toMatchObject({ status: 422 })
  expect(await set('MUG', delivery(1), await key('stock.read'))).toMatchObject({
    status: 403,
    body: { permission: 'stock.write' },
  })
  expect(await stock('MUG', await key('stock.write'))).toMatchObject({
    status: 403,
    body: { permission: 'stock.read' },
  })
})

test('What lay there at a moment of the past is answered in the same way', async () => {
  await stockUp(shop.db, { sku: 'PAST', units: { north: 4 } })
  await shop.db.$client`alter table stock_movements disable trigger user`
  await shop.db
    .$client`update stock_movements set at = now() - interval '2 hours' where variant_id = (select variant_id from wares where sku = 'PAST')`
  await shop.db.$client`alter table stock_movements enable trigger user`
  await set('PAST', delivery(9))
  const onHandAt = async (hoursAgo: number) => {
    const moment = new Date(Date.now() - hoursAgo * 3_600_000).toISOString()
    return (await stock(`PAST&at=${moment}`)).body.places
  }
  expect(await onHandAt(1)).toEqual([
    { warehouse: 'north', onHand: 4, reserved: 0 },
    { warehouse: 'south', onHand: 0, reserved: 0 },
  ])
  expect(await onHandAt(3)).toMatchObject([{ onHand: 0 }, { onHand: 0 }])
  expect(await onHandAt(0)).toMatchObject([{ onHand: 9 }, { onHand: 0 }])
  expect(await stock('PAST&at=yesterday')).toMatchObject({ status: 422, body: { errors: [{ path: 'at' }] } })
})

test('The books agree when many set the same new shelf at once', async () => {
  await stockUp(shop.db, { sku: 'RACED', units: {} })
  await Promise.all([1, 2, 3, 4, 5, 6].map(units => set('RACED', delivery(units))))
  for (const { says, count } of inventoryInvariants) {
    const [row] = await shop.db.$client.unsafe(count)
    expect(Number(row?.count), says).toBe(0)
  }
})

test('A variant is sold beyond its stock until a day, which programs set, change and end with a reason', async () => {
  await stockUp(shop.db, { sku: 'LATER', units: { north: 1 } })
  const path = `${at}/variants/LATER/back-orders`
  const send = (method: 'GET' | 'PUT' | 'POST', body?: object, end = '', by = headers) =>
    shop.send(method, `${path}${end}`, { headers: by, ...(body && { body }) })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  expect((await send('GET')).body).toEqual({ expectedOn: null, most: 0, waiting: 0, sells: false })
  const offer = { expectedOn: day(14), most: 5, reason: 'More is ordered' }
  const stands = { expectedOn: day(14), most: 5, waiting: 0, sells: true }
  for (const _ of [1, 2]) expect((await send('PUT', offer)).body).toEqual(stands)
  await confirmedOrder(shop, { lines: [{ sku: 'LATER', quantity: 3 }] })
  expect((await send('GET')).body).toEqual({ ...stands, waiting: 2 })
  expect((await shop.send('GET', '/api/v1/products/later')).body.variants).toMatchObject([
    { available: 0, expectedOn: day(14) },
  ])
  expect(await send('PUT', { ...offer, most: 1 })).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ path: 'most' }] },
  })
  expect((await send('PUT', { ...offer, expectedOn: '2020-01-01' })).status).toBe(422)
  expect((await send('PUT', { expectedOn: day(14), most: 5 })).status).toBe(422)
  expect((await send('PUT', offer, '', await key('stock.read'))).status).toBe(403)
  expect(
    (await shop.send('PUT', `${at}/variants/NOTHING/back-orders`, { headers, body: offer })).status,
  ).toBe(404)
  const ended = { ...stands, waiting: 2, sells: false }
  for (const _ of [1, 2])
    expect((await send('POST', { reason: 'Sold out there' }, '/end')).body).toEqual(ended)
  const { body } = await shop.send('GET', `${at}/audit?entity=variant&entityId=LATER`, { headers })
  expect(body.entries).toMatchObject([{ action: 'back_orders.end', reason: 'Sold out there' }, {}, {}, {}])
})
