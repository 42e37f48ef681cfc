import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCallerFactory } from '#platform/trpc/init.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { ada, shopper } from '#slices/orders/desk/test-orders.ts'
import type { Order } from '#slices/orders/order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { dispatchOrderQueue, recallOrderQueue } from '../jobs.ts'
import { warehouseOf } from '../test-warehouse.ts'
import type { ListedState, ParcelListInput } from './listed-parcel.ts'
import { listParcels, readParcelPage } from './parcel-queries.ts'
import { warehouseRouter } from './router.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  headers = await key('orders.read')
})
afterAll(() => shop.close())
const { run, callBack, shipmentsOf } = warehouseOf(() => shop)

const key = (...may: string[]) => keyFor(shop.db, ...may)

let serial = 0
/** An order of three of a thing, handed over: out of `units` of it in each warehouse. */
async function handedOver(units: Record<string, number> = { north: 3 }) {
  const { sku } = await stockUp(shop.db, { sku: `PARCEL-${++serial}`, units })
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
  await run(dispatchOrderQueue, order, 'order.confirmed')
  const parcels = (await shipmentsOf(order)).map(({ parcelId }) => parcelId)
  return { order, sku, parcels }
}

const list = (asked: Partial<ParcelListInput> = {}, now = new Date()) =>
  listParcels(
    shop.db,
    { state: null, warehouse: null, late: false, after: null, before: null, ...asked },
    now,
  )
const ofOrder = async (order: Order, asked: Partial<ParcelListInput> = {}, now = new Date()) =>
  (await list(asked, now)).rows.filter(({ orderId }) => orderId === order.id)
const get = (path: string, by = headers) => shop.send('GET', `/api/v1/admin/parcels${path}`, { headers: by })
const idsOf = ({ body }: { body: Record<string, unknown> }) =>
  (body.parcels as { id: string }[]).map(({ id }) => id)

describe('The list of parcels', () => {
  test('shows each parcel of an order with its warehouse, its units and the number of its carrier', async () => {
    const { order } = await handedOver({ north: 2, south: 1 })
    const whole = await handedOver()
    const [south] = (await ofOrder(order)).filter(({ warehouse }) => warehouse?.code === 'south')
    await callBack(order.id, {
      parcelId: south?.id ?? '',
      state: 'shipped',
      carrier: 'GLS',
      trackingNumber: 'S1',
    })
    const rows = await ofOrder(order)
    expect(new Map(rows.map(row => [row.warehouse?.code, row]))).toMatchObject(
      new Map([
        ['north', { state: 'planned', units: 2, carrier: null, orderNumber: order.number }],
        ['south', { state: 'shipped', units: 1, carrier: 'GLS', trackingNumber: 'S1' }],
      ]),
    )
    expect(await ofOrder(whole.order)).toMatchObject([
      { id: whole.order.id, state: 'planned', units: 3, warehouse: { code: 'north' }, waitsSince: null },
    ])
  })

  test('is narrowed by state and by warehouse, and an unknown warehouse has nothing', async () => {
    const { order, parcels } = await handedOver({ north: 1, south: 2 })
    const steps: Record<string, ListedState> = {
      received: 'planned',
      picking: 'picking',
      packed: 'packed',
      shipped: 'shipped',
      delivered: 'delivered',
    }
    for (const [step, state] of Object.entries(steps)) {
      for (const parcelId of parcels) await callBack(order.id, { parcelId, state: step })
      expect(await ofOrder(order, { state })).toHaveLength(2)
      for (const other of Object.values(steps).filter(one => one !== state))
        expect(await ofOrder(order, { state: other })).toEqual([])
    }
    expect(await ofOrder(order, { warehouse: 'south' })).toMatchObject([{ units: 2 }])
    expect(await ofOrder(order, { warehouse: 'south', state: 'picking' })).toEqual([])
    const nowhere = await list({ warehouse: 'nowhere' })
    expect(nowhere).toMatchObject({ rows: [], nextAfter: null, previousBefore: null })
    expect(nowhere.warehouses.map(({ code }) => code)).toEqual(['north', 'south'])
  })

  test('is read in pages in both directions, also where parcels are of one moment', async () => {
    const made: string[] = []
    for (let count = 0; count < 5; count++) made.push((await handedOver()).order.id)
    await shop.db
      .$client`update parcels set dispatched_at = '2999-01-01' where id in ${shop.db.$client(made)}`
    const warehouses = [{ id: uuidv7(), code: 'north', name: 'north' }]
    const page = (asked: { after?: string | null; before?: string | null }) =>
      readParcelPage(
        shop.db,
        { state: null, warehouse: null, after: null, before: null, size: 2, ...asked },
        warehouses,
      )
    const first = await page({})
    const second = await page({ after: first.nextAfter })
    const third = await page({ after: second.nextAfter })
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ row }) => row.id))
    expect(ids.slice(0, 5)).toEqual([...made].sort().reverse())
    const back = await page({ before: third.previousBefore })
    expect(back.rows.map(({ row }) => row.id)).toEqual(second.rows.map(({ row }) => row.id))
    expect([first.previousBefore, back.nextAfter]).toEqual([null, second.nextAfter])
  })

  test('says since when a parcel waits that has been in the house for more than a day', async () => {
    const { order, parcels } = await handedOver()
    const [row] = await ofOrder(order)
    const hours = (count: number) => new Date((row?.dispatchedAt.getTime() ?? 0) + count * 3_600_000)
    expect(await ofOrder(order, {}, hours(24))).toMatchObject([{ waitsSince: null }])
    for (const state of ['picking', 'packed']) {
      await callBack(order.id, { parcelId: parcels[0] ?? '', state })
      expect(await ofOrder(order, {}, hours(24.1))).toMatchObject([{ state, waitsSince: row?.dispatchedAt }])
    }
    await callBack(order.id, { state: 'shipped' })
    expect(await ofOrder(order, {}, hours(100))).toMatchObject([{ state: 'shipped', waitsSince: null }])
  })

  test('shows a parcel as cancelled when it was stopped, and none that its warehouse never had', async () => {
    const { order } = await handedOver()
    const cancel = (one: Order) =>
      cancelOrder(withGateway(shop.ctx), { orderId: one.id, reason: 'changed mind' })
    await cancel(order)
    expect(await ofOrder(order, { state: 'planned' })).toMatchObject([{ isRecalled: true }])
    await run(recallOrderQueue, order, 'order.recall_requested')
    expect(await ofOrder(order, { state: 'planned' })).toEqual([])
    expect(await ofOrder(order, { state: 'cancelled' })).toMatchObject([
      { isRecalled: false, waitsSince: null },
    ])
    const early = await confirmedOrder(shop)
    await cancel(early)
    await run(recallOrderQueue, early, 'order.cancelled')
    expect(await ofOrder(early)).toEqual([])
    expect((await get(`/${early.id}`)).status).toBe(404)
  })

  test('is for staff who may see orders', async () => {
    const createCaller = createCallerFactory(warehouseRouter)
    const asked = { state: null, warehouse: null, late: false, after: null, before: null }
    const as = (visitor: typeof ada) =>
      createCaller({
        ...shop.ctx,
        visitor,
        rights: visitor?.rights ?? [],
        actor: { kind: 'program' },
        headers: new Headers(),
        answerHeaders: null,
        requestId: 'test',
        address: 'test',
        goOn: () => {},
      }).parcels(asked)
    await expect(as(null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(as(shopper)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const packer = ada && { ...ada, rights: ['parcels.write', 'stock.read'] }
    await expect(as(packer)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await as(ada)).rows.length).toBeGreaterThan(0)
  })
})

describe('A program with a key', () => {
  test('reads parcels in the shape of those in an order', async () => {
    const { order, sku, parcels } = await handedOver({ north: 1, south: 2 })
    const [south] = await ofOrder(order, { warehouse: 'south' })
    const facts = { carrier: 'DPD', trackingNumber: '15 5097' }
    await callBack(order.id, { parcelId: south?.id ?? '', state: 'shipped', ...facts })
    const { status, body } = await get('?warehouse=south&state=shipped&limit=1')
    expect(status).toBe(200)
    const parcel = {
      id: south?.id,
      orderId: order.id,
      orderNumber: order.number,
      state: 'shipped',
      warehouse: 'south',
      ...facts,
      trackingUrl: 'https://track.dpd.co.uk/search?reference=155097',
      promisedBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      firstPromisedBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      promisedBecause: expect.stringContaining('From warehouse south. One of 2 parcels.'),
      dispatchedAt: south?.dispatchedAt.toISOString(),
      lines: [{ sku, quantity: 2 }],
      insteadOf: null,
    }
    expect(body.parcels).toEqual([parcel])
    expect(await get(`/${south?.id}`)).toMatchObject({ status: 200, body: parcel })
    const ofTheOrder = await shop.send('GET', `/api/v1/admin/orders/${order.id}`, { headers })
    const { orderId: _, orderNumber: __, dispatchedAt: ___, promisedBecause: ____, ...same } = parcel
    expect(ofTheOrder.body.parcels).toContainEqual(same)
    expect(idsOf(await get('?state=planned'))).toContain(parcels.find(id => id !== south?.id))
    const whole = await handedOver()
    expect((await get(`/${whole.order.id}`)).body).toMatchObject({
      state: 'planned',
      lines: [{ sku: whole.sku, quantity: 3 }],
    })
  })

  test('reads a page after the other, and each parcel once', async () => {
    for (let count = 0; count < 3; count++) await handedOver()
    const seen: string[] = []
    let next = '?limit=2'
    while (next) {
      const answer = await get(next)
      seen.push(...idsOf(answer))
      next = answer.body.nextCursor ? `?limit=2&cursor=${answer.body.nextCursor}` : ''
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(idsOf(await get('?limit=100')))
  })

  test.each([
    ['an unknown state', '?state=lost_in_space', 'state'],
    ['an unknown warehouse', '?warehouse=nowhere', 'warehouse'],
    ['more than may be read at once', '?limit=101', 'limit'],
    ['a cursor that is none', '?cursor=2', 'cursor'],
  ])('is told which field is wrong with %s', async (_, query, path) => {
    expect(await get(query)).toMatchObject({ status: 422, body: { errors: [{ path }] } })
  })

  test('finds no parcel that was not handed over, and needs the permission', async () => {
    const order = await confirmedOrder(shop)
    for (const id of [order.id, uuidv7(), 'x']) expect((await get(`/${id}`)).status).toBe(404)
    const other = await key('stock.read')
    for (const path of ['', `/${order.id}`])
      expect(await get(path, other)).toMatchObject({ status: 403, body: { permission: 'orders.read' } })
  })
})
