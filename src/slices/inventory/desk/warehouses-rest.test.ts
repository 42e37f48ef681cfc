import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { tellOfStock } from '#slices/inventory/alerts/tell-of-stock.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG', units: { north: 100, south: 100 } })
  headers = await key('*')
})
afterAll(() => shop.close())

const key = (...may: string[]) => keyFor(shop.db, ...may)

const at = '/api/v1/admin'
const list = () => shop.send('GET', `${at}/warehouses`, { headers })
const make = (body: object, by = headers) => shop.send('POST', `${at}/warehouses`, { headers: by, body })
const move = (code: string, state: string, by = headers) =>
  shop.send('PATCH', `${at}/warehouses/${code}`, { headers: by, body: { state, reason: 'The roof leaks' } })
const put = (sku: string, warehouse: string, onHand: number) =>
  shop.send('PUT', `${at}/variants/${sku}/stock`, { headers, body: { warehouse, onHand, reason: 'Counted' } })
const placesOf = async (order: Awaited<ReturnType<typeof confirmedOrder>>) =>
  (await readParcels(shop.db, order)).map(({ warehouse }) => warehouse)
const buy = (...skus: string[]) => confirmedOrder(shop, { lines: skus.map(sku => ({ sku, quantity: 1 })) })
const codes = async () =>
  ((await list()).body.warehouses as { code: string; state: string }[]).map(
    ({ code, state }) => `${code} ${state}`,
  )

test('A new warehouse is the last from which orders take stock, and stock can be put there', async () => {
  expect(await make({ code: 'leeds-2', name: '  The second, Leeds ' })).toMatchObject({
    status: 201,
    body: { id: expect.any(String), code: 'leeds-2', name: 'The second, Leeds', state: 'open' },
  })
  expect(await codes()).toEqual(['north open', 'south open', 'leeds-2 open'])
  await stockUp(shop.db, { sku: 'LAMP', units: { south: 1 } })
  expect((await put('LAMP', 'leeds-2', 5)).status).toBe(200)
  expect(await placesOf(await buy('LAMP'))).toEqual(['south'])
  expect(await placesOf(await buy('LAMP'))).toEqual(['leeds-2'])
  const { body } = await shop.send('GET', `${at}/audit?entity=warehouse&entityId=leeds-2`, { headers })
  expect(body.entries).toMatchObject([{ action: 'warehouses.make', after: { state: 'open' } }])
})

test('A code is a code, and nobody has it twice, also when two make it at once', async () => {
  for (const code of ['', 'two words', '-a', 'a--b', 'é', 'x'.repeat(21), 7, null])
    expect(await make({ code, name: 'A warehouse' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'code' }] },
    })
  expect(await make({ code: 'fine', name: ' ' })).toMatchObject({
    status: 422,
    body: { errors: expect.arrayContaining([expect.objectContaining({ path: 'name' })]) },
  })
  expect(await make({ code: 'NORTH', name: 'Another' })).toMatchObject({
    status: 409,
    body: { detail: 'There is a warehouse north already.' },
  })
  const answers = await Promise.all(['york', 'YORK', 'york'].map(code => make({ code, name: 'York' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect((await codes()).filter(code => /york/i.test(code))).toHaveLength(1)
})

test('A paused warehouse promises nothing more, sends what it has promised, and is taken from again when it is open', async () => {
  await stockUp(shop.db, { sku: 'ONLY', units: { north: 5 } })
  await stockUp(shop.db, { sku: 'OTHER', units: { south: 5 } })
  const [whole, split] = [await buy('MUG'), await buy('ONLY', 'OTHER')]
  expect([await placesOf(whole), await placesOf(split)]).toEqual([['north'], ['north', 'south']])
  for (const _ of [1, 2]) expect((await move('north', 'paused')).body).toMatchObject({ state: 'paused' })
  expect(await placesOf(await buy('MUG'))).toEqual(['south'])
  const refused = await placeOrder(
    withGateway(shop.ctx),
    orderInput({
      lines: [
        { sku: 'ONLY', quantity: 1 },
        { sku: 'OTHER', quantity: 1 },
      ],
    }),
    { customerId: null },
  )
  expect(refused).toMatchObject({ kind: 'out_of_stock', lines: [{ sku: 'ONLY', available: 0 }] })
  expect((await shop.send('GET', '/api/v1/products/only')).body.variants).toMatchObject([{ available: 0 }])
  await beginHandOver(shop.ctx, whole.id)
  await moveDelivery(shop.ctx, { orderId: whole.id, to: 'shipped' })
  expect((await move('north', 'open')).body).toMatchObject({ state: 'open' })
  expect(await placesOf(await buy('ONLY'))).toEqual(['north'])
  const { body } = await shop.send('GET', `${at}/audit?entity=warehouse&entityId=north`, { headers })
  expect((body.entries as { action: string }[]).map(({ action }) => action)).toEqual([
    'warehouses.open',
    'warehouses.pause',
    'warehouses.pause',
  ])
})

test('Nobody hears that a thing is back while it lies only in a paused warehouse', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'BACK', units: { south: 2 } })
  await shop.db.$client`
    insert into stock_alerts (id, variant_id, email, confirmed_at) values (${uuidv7()}, ${variantId}, 'ana@example.com', now())`
  await move('south', 'paused')
  expect(await tellOfStock(shop.ctx)).toBe(0)
  await move('south', 'open')
  expect(await tellOfStock(shop.ctx)).toBe(1)
})

test('Only an empty warehouse is closed, and nothing is put into it until it is opened again', async () => {
  await make({ code: 'small', name: 'The small one' })
  await stockUp(shop.db, { sku: 'CUP', units: { north: 1 } })
  await put('CUP', 'small', 2)
  expect(await move('small', 'closed')).toMatchObject({
    status: 409,
    body: { detail: 'It still holds 2 units. Pause it, and close it when it is empty.' },
  })
  await put('CUP', 'small', 0)
  expect((await move('small', 'closed')).status).toBe(200)
  expect(await put('CUP', 'small', 1)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('Warehouse small is closed') },
  })
  expect((await put('CUP', 'small', 0)).status).toBe(200)
  await move('small', 'open')
  expect((await put('CUP', 'small', 1)).status).toBe(200)
  expect((await move('nowhere', 'paused')).status).toBe(404)
  expect(await move('small', 'gone')).toMatchObject({ status: 422, body: { errors: [{ path: 'state' }] } })
})

test('Stock that is put into a warehouse while it is being closed is either refused or keeps it from closing', async () => {
  await make({ code: 'racing', name: 'The racing one' })
  await stockUp(shop.db, { sku: 'VASE', units: { north: 1 } })
  for (let round = 0; round < 8; round++) {
    const [stocked, closed] = await Promise.all([put('VASE', 'racing', 1), move('racing', 'closed')])
    expect([stocked.status, closed.status].sort()).toEqual([200, 409])
    await move('racing', 'open')
    await put('VASE', 'racing', 0)
  }
})

test('It takes the right to change stock, everywhere', async () => {
  const reads = await key('stock.read')
  expect((await shop.send('GET', `${at}/warehouses`, { headers: reads })).status).toBe(200)
  expect((await make({ code: 'mine', name: 'Mine' }, reads)).status).toBe(403)
  expect((await move('north', 'paused', reads)).status).toBe(403)
})

test('When parcels leave a warehouse is changed in part, is shown, and what it promises goes by it at once', async () => {
  const change = (body: object) =>
    shop.send('PATCH', `${at}/warehouses/leeds-2`, { headers, body: { reason: 'Fewer people', ...body } })
  const usual = { cutOff: '16:00', timeZone: 'Europe/London', workingDays: [1, 2, 3, 4, 5], closedDays: [] }
  expect((await change({ floor: 'outside' })).body).toMatchObject(usual)
  expect((await change({ cutOff: '09:30', workingDays: [4, 2, 4] })).body).toMatchObject({
    ...usual,
    cutOff: '09:30',
    workingDays: [2, 4],
  })
  const closedDays = ['2026-12-24', '2027-12-24']
  expect(
    (await change({ closedDays: [...closedDays].reverse(), timeZone: 'Asia/Tokyo' })).body,
  ).toMatchObject({ cutOff: '09:30', timeZone: 'Asia/Tokyo', closedDays })
  expect((await change({ closedDays: [] })).body).toMatchObject({ closedDays: [], cutOff: '09:30' })
  for (const wrong of [
    { cutOff: '24:00' },
    { cutOff: '9:30' },
    { timeZone: 'Europe/Nowhere' },
    { workingDays: [] },
    { workingDays: [7] },
    { closedDays: ['2026-02-30'] },
    { closedDays: Array.from({ length: 101 }, () => '2026-12-24') },
    {},
  ])
    expect(await change(wrong)).toMatchObject({ status: 422 })
  const { body } = await shop.send('GET', `${at}/audit?entity=warehouse&entityId=leeds-2`, { headers })
  const entries = body.entries as { action: string; reason: string }[]
  expect(entries.filter(({ action }) => action === 'warehouses.hours')).toHaveLength(3)
})

test('A quote goes by the cut-offs of the warehouses that have the goods', async () => {
  await stockUp(shop.db, { sku: 'TEAPOT', units: { north: 1, south: 1 } })
  await stockUp(shop.db, { sku: 'SAUCER', units: { north: 1 } })
  const closed = Array.from({ length: 60 }, (_, days) =>
    new Date(Date.now() + (days - 1) * 86_400_000).toISOString().slice(0, 10),
  )
  const close = (closedDays: string[]) =>
    shop.send('PATCH', `${at}/warehouses/south`, { headers, body: { closedDays, reason: 'It is moving' } })
  const latest = async (sku: string) => {
    const body = { lines: [{ sku, quantity: 1 }], country: 'GB', shippingMethod: 'standard' }
    const quote = await shop.send('POST', '/api/v1/quotes', { body })
    const [method] = quote.body.shippingMethods as { arrival: { latest: string }; orderBy: string }[]
    expect(Date.parse(method?.orderBy ?? '')).toBeGreaterThan(Date.now())
    return method?.arrival.latest ?? ''
  }
  const before = await latest('SAUCER')
  expect(await latest('TEAPOT')).toBe(before)
  await close(closed)
  expect(await latest('SAUCER')).toBe(before)
  expect((await latest('TEAPOT')) > String(closed.at(-1))).toBe(true)
  await close([])
})
