import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { ownFloorOf } from '#proof/testing/own-floor.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { packParcel } from '#slices/floor/packing/move-parcel.ts'
import { countShort, listFloorParcels, listTasks, readFloorParcel, readWave } from '#slices/floor/queries.ts'
import { readFloor, readFloors } from '#slices/floor/read-floors.ts'
import { takeScans } from '#slices/floor/scans/take-scans.ts'
import { lookAtParcel, takeParcel } from '#slices/floor/take-parcel.ts'
import { makeWave } from '#slices/floor/waves/make-wave.ts'
import { unitsOnHand } from '#slices/inventory/stock.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import type { Order } from '#slices/orders/order.ts'
import { readLines, requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { recallItemsQueue, recallOrderQueue, repeatDispatchQueue, tellAddressQueue } from './jobs.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: RestShop
let key: Record<string, string>
let other: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  key = await keyFor(shop.db, '*')
  other = await keyFor(shop.db, 'floor.work')
  await floor.open()
})
afterAll(() => shop.close())
afterEach(async () => {
  await floor.hear()
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  const wrong = checked.filter(
    ({ number, violations }) => [1, 2, 3, 4, 11, 15, 16, 23, 30, 34, 47].includes(number) && violations > 0,
  )
  expect(wrong).toEqual([])
})
const floor = ownFloorOf(
  () => shop,
  () => key,
)
const { run, shipmentsOf } = warehouseOf(() => shop)
const now = (order: Order) => requireOrder(shop.db, order.id)
const staff = () =>
  withGateway({ ...shop.ctx, actor: { kind: 'staff', id: uuidv7(), name: 'Anna' } as const })

let serial = 0
/** An order of which everything lies in the north, handed over. */
async function waiting(...quantities: number[]) {
  const lines = await Promise.all(
    quantities.map(async quantity => {
      const { sku } = await stockUp(shop.db, { sku: `BIN-${++serial}`, units: { north: quantity } })
      return { sku, quantity }
    }),
  )
  const order = await confirmedOrder(shop, { lines })
  await floor.handOver(order)
  return { order, skus: lines.map(({ sku }) => sku) }
}

/** Fetches all of a wave that is still wanted. */
async function pickAll(wave: string) {
  for (const task of await floor.tasks(wave))
    if (task.picked + task.short < task.wanted)
      await floor.scan({
        kind: 'pick',
        task: task.id,
        code: task.sku,
        quantity: task.wanted - task.picked - task.short,
      })
}

async function packed(order: Order, wave?: string) {
  await pickAll(wave ?? (await floor.wave()).id)
  expect((await floor.post(`/parcels/${order.id}/pack`, { weightGrams: 900 })).status).toBe(200)
}

describe('A parcel that we pack ourselves', () => {
  test('is fetched, packed and handed over; the order follows, its goods leave the shelf, and no outside warehouse hears of it', async () => {
    const { order, skus } = await waiting(2, 1)
    expect(await shipmentsOf(order)).toEqual([])
    expect(await floor.on('waiting')).toMatchObject([{ id: order.id, state: 'waiting' }])
    const wave = await floor.wave('single')
    const tasks = await floor.tasks(wave.id)
    expect(tasks.map(({ sku, wanted }) => [sku, wanted])).toEqual([
      [skus[0], 2],
      [skus[1], 1],
    ])
    expect((await now(order)).delivery).toBe('unfulfilled')
    const [first, second] = tasks
    if (!first || !second) throw new Error('two tasks were expected')
    const pick = (code: string, quantity = 1) => floor.scan({ kind: 'pick', task: first.id, code, quantity })
    expect(await pick(second.sku)).toEqual(['wrong_item'])
    expect(await pick('NO-SUCH')).toEqual(['unknown'])
    expect(await pick(first.sku, 3)).toEqual(['too_many'])
    expect(await pick(first.sku.toLowerCase())).toEqual(['picked'])
    expect((await floor.post(`/parcels/${order.id}/pack`)).status).toBe(409)
    expect(await pick(first.sku)).toEqual(['picked'])
    expect(await pick(first.sku)).toEqual(['too_many'])
    expect(await floor.hear()).toEqual(['picking'])
    expect((await now(order)).delivery).toBe('picking')
    expect(await floor.scan({ kind: 'pick', task: second.id, code: second.sku, quantity: 1 })).toEqual([
      'picked',
    ])
    const pack = (code: string) => floor.scan({ kind: 'pack', parcel: order.id, code, quantity: 1 })
    expect(await pack('FIRST')).toEqual(['wrong_item'])
    expect(await pack(first.sku)).toEqual(['packed'])
    // Half of it is scanned out.
    expect((await floor.post(`/parcels/${order.id}/pack`)).status).toBe(409)
    expect(await pack(first.sku)).toEqual(['packed'])
    expect(await pack(first.sku)).toEqual(['too_many'])
    expect(await pack(second.sku)).toEqual(['packed'])
    for (const _ of ['once', 'again'])
      expect(await floor.post(`/parcels/${order.id}/pack`, { weightGrams: 1_200 })).toMatchObject({
        status: 200,
        body: { state: 'packed', weightGrams: 1_200 },
      })
    const facts = { carrier: 'Royal Parcel', trackingNumber: 'OR123456789GB' }
    for (const _ of ['once', 'again'])
      expect((await floor.post(`/parcels/${order.id}/hand-over`, facts)).status).toBe(200)
    expect(
      (await floor.post(`/parcels/${order.id}/hand-over`, { ...facts, trackingNumber: 'OR999' })).status,
    ).toBe(409)
    // The answer to the packing got lost, and the carrier was quicker.
    expect((await floor.post(`/parcels/${order.id}/pack`, { weightGrams: 1_200 })).status).toBe(200)
    expect((await floor.post(`/parcels/${order.id}/pack`, { weightGrams: 5 })).status).toBe(409)
    expect(await floor.hear()).toEqual(['packed', 'shipped'])
    expect(await now(order)).toMatchObject({ delivery: 'shipped', ...facts })
    const variants = [...(await variantsOf(skus))]
    expect([...(await unitsOnHand(shop.db, variants)).values()]).toEqual([0, 0])
    expect((await floor.post(`/parcels/${order.id}/delivered`)).status).toBe(200)
    await floor.hear()
    expect((await now(order)).delivery).toBe('delivered')
  })

  test('takes a new address until it is packed, and says so after that', async () => {
    const { order } = await waiting(1)
    const to = (city: string) =>
      changeAddress(staff(), { orderId: order.id, shippingAddress: { ...order.shippingAddress, city } })
    const tell = () => run(tellAddressQueue, order, 'order.address_changed')
    await to('Leeds')
    await tell()
    await packed(order)
    // The packer was quicker than the news that it is packed.
    await to('York')
    await tellAddressQueue.perform(
      shop.ctx,
      { orderId: order.id, seq: (await now(order)).version },
      { id: 'job', attempt: 1 },
    )
    expect((await now(order)).shippingAddress.city).toBe('Leeds')
    expect((await now(order)).needsReview ?? '').not.toContain('different addresses')
  })

  test('goes the way that its warehouse had at the first call, whatever an owner changes later', async () => {
    const { order } = await waiting(1)
    const away = { floor: 'outside', reason: 'We give it to them' }
    await shop.send('PATCH', '/api/v1/admin/warehouses/north', { headers: key, body: away })
    try {
      await floor.handOver(order)
      expect(await shipmentsOf(order)).toEqual([])
      const { order: theirs } = await waiting(1)
      expect(await shipmentsOf(theirs)).toMatchObject([{ state: 'received' }])
    } finally {
      await floor.open()
    }
    await packed(order)
  })

  test('is one of two: ours leaves our floor, the other the outside warehouse', async () => {
    const { sku } = await stockUp(shop.db, { sku: `BOTH-${++serial}`, units: { north: 2, south: 1 } })
    const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
    await floor.handOver(order)
    const [north] = await readParcels(shop.db, await now(order))
    expect(await shipmentsOf(order)).toMatchObject([{ warehouse: 'south' }])
    const wave = await floor.wave()
    await pickAll(wave.id)
    await floor.post(`/parcels/${north?.id}/pack`)
    expect((await floor.post(`/parcels/${north?.id}/hand-over`)).status).toBe(200)
    await floor.hear()
    expect((await now(order)).delivery).toBe('partly_shipped')
  })
})

async function variantsOf(skus: readonly string[]) {
  const rows = await shop.db.$client<{ id: string }[]>`select id from variants where sku = any(${[...skus]})`
  return rows.map(({ id }) => id)
}

describe('An order that is called off', () => {
  const cancel = async (order: Order) => {
    await cancelOrder(staff(), { orderId: order.id, reason: 'changed mind' })
    await run(recallOrderQueue, order, 'order.recall_requested')
  }

  test('is not fetched any more, and what lies in its tote is put back', async () => {
    const { order, skus } = await waiting(2, 1)
    const wave = await floor.wave()
    const [first, second] = await floor.tasks(wave.id)
    if (!first || !second) throw new Error('two tasks were expected')
    await floor.scan({ kind: 'pick', task: first.id, code: first.sku, quantity: 2 })
    await floor.hear()
    await cancel(order)
    expect((await now(order)).state).toBe('cancelled')
    expect(await floor.scan({ kind: 'pick', task: second.id, code: second.sku, quantity: 1 })).toEqual([
      'stopped',
    ])
    expect(await floor.on('put_back')).toMatchObject([{ id: order.id }])
    const back = (code = skus[0] ?? '', quantity = 1) =>
      floor.scan({ kind: 'put_back', parcel: order.id, code, quantity })
    expect(await back()).toEqual(['put_back'])
    expect(await back(skus[1])).toEqual(['too_many'])
    expect(await back(skus[0], 2)).toEqual(['too_many'])
    expect(await floor.on('put_back')).toHaveLength(1)
    expect(await back()).toEqual(['put_back'])
    expect(await floor.on('put_back')).toEqual([])
    expect((await floor.post(`/parcels/${order.id}/pack`)).status).toBe(409)
  })

  test('never comes to the floor by a call that was late', async () => {
    const { sku } = await stockUp(shop.db, { sku: `LATE-${++serial}`, units: { north: 1 } })
    const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 1 }] })
    await cancelOrder(staff(), { orderId: order.id, reason: 'changed mind' })
    const [variantId = ''] = await variantsOf([sku])
    const [north] = await shop.db.$client<{ id: string }[]>`select id from warehouses where code = 'north'`
    const taken = await takeParcel(shop.ctx, {
      id: order.id,
      orderId: order.id,
      warehouseId: north?.id ?? '',
      shippingMethod: 'standard',
      version: order.version,
      shipTo: order.shippingAddress,
      lines: [{ variantId, quantity: 1 }],
    })
    expect(taken).toEqual({ kind: 'taken', step: 'cancelled' })
    expect(await lookAtParcel(shop.db, order.id)).toBeNull()
  })

  test('when the box is packed already, and not when the carrier has it', async () => {
    const { order } = await waiting(1)
    const { order: gone } = await waiting(1)
    const wave = await floor.wave()
    await pickAll(wave.id)
    for (const { id } of [order, gone]) await floor.post(`/parcels/${id}/pack`)
    await floor.post(`/parcels/${gone.id}/hand-over`)
    // Nobody has heard that it left.
    await cancel(order)
    await cancel(gone)
    expect((await now(order)).state).toBe('cancelled')
    expect((await floor.post(`/parcels/${order.id}/hand-over`)).status).toBe(409)
    expect(await now(gone)).toMatchObject({ state: 'confirmed', recall: 'refused' })
  })
})

describe('What is not found', () => {
  test('keeps its parcel from being packed until it is found in a later wave', async () => {
    const { order } = await waiting(3)
    const first = await floor.wave()
    const [task] = await floor.tasks(first.id)
    if (!task) throw new Error('a task was expected')
    const scan = (kind: 'pick' | 'short', quantity: number) =>
      floor.scan({ kind, task: task.id, code: task.sku, quantity })
    expect(await scan('pick', 1)).toEqual(['picked'])
    const again = () => floor.post(`/parcels/${order.id}/look-again`, { reason: 'Found behind the bin' })
    expect((await again()).status).toBe(409)
    expect(await floor.scan({ kind: 'short', task: task.id, code: 'FIRST', quantity: 1 })).toEqual([
      'wrong_item',
    ])
    expect(await scan('short', 2)).toEqual(['short_noted'])
    expect(await scan('pick', 1)).toEqual(['too_many'])
    expect(await floor.on('short')).toMatchObject([{ id: order.id }])
    expect(await countShort(shop.db)).toBe(1)
    expect((await floor.post(`/parcels/${order.id}/pack`)).status).toBe(409)
    expect((await again()).status).toBe(200)
    const second = await floor.wave()
    expect(await floor.tasks(second.id)).toMatchObject([{ wanted: 2, picked: 0 }])
    await pickAll(second.id)
    expect((await floor.post(`/parcels/${order.id}/pack`)).status).toBe(200)
  })

  test('lets somebody give the parcel back: the units in its tote go back, and staff hand its order over again in a new one', async () => {
    const { order } = await waiting(2)
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    if (!task) throw new Error('a task was expected')
    await floor.scan([
      { kind: 'pick', task: task.id, code: task.sku, quantity: 1 },
      { kind: 'short', task: task.id, code: task.sku, quantity: 1 },
    ])
    expect((await floor.post(`/parcels/${order.id}/give-back`, { reason: 'It is broken' })).status).toBe(200)
    await floor.hear()
    expect((await now(order)).needsReview).toContain('cancelled this order by itself')
    expect(await floor.on('short')).toEqual([])
    expect(await countShort(shop.db)).toBe(0)
    expect((await floor.on('put_back')).map(({ id }) => id)).toContain(order.id)
    await repeatEffect(staff(), { orderId: order.id, kind: 'warehouse.dispatch' })
    await run(repeatDispatchQueue, order, 'order.hand_over_repeated')
    const [again] = await readParcels(shop.db, await now(order))
    if (!again) throw new Error('a parcel was expected')
    expect(again.id).not.toBe(order.id)
    await pickAll((await floor.wave()).id)
    for (const verb of ['pack', 'hand-over', 'delivered']) await floor.post(`/parcels/${again.id}/${verb}`)
    await floor.hear()
    expect((await now(order)).state).toBe('completed')
  })
})

describe('Somebody whose role is bound to another warehouse', () => {
  test('neither sees the floor nor works on it', async () => {
    const { order } = await waiting(1)
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    const [south] = await shop.db.$client<{ id: string }[]>`select id from warehouses where code = 'south'`
    const ctx = { ...shop.ctx, rights: [`floor.work@${south?.id}`] }
    expect(await readFloors(ctx)).toEqual([])
    expect(await readFloor(ctx, 'north')).toBeNull()
    expect(await listFloorParcels(ctx, 'north', 'waiting')).toBeNull()
    expect(await readFloorParcel(ctx, order.id)).toBeNull()
    expect(await readWave(ctx, wave.id)).toBeNull()
    expect(await listTasks(ctx, { wave: wave.id, trolley: null, after: null })).toBeNull()
    const scan = { id: uuidv7(), kind: 'pick' as const, task: task?.id, code: task?.sku ?? '', quantity: 1 }
    const at = new Date().toISOString()
    expect(await takeScans(ctx, [{ ...scan, at }])).toMatchObject([{ outcome: 'unknown' }])
    await expect(packParcel(ctx, { id: order.id })).rejects.toThrow(/Your role does not count/)
    await expect(makeWave(ctx, { warehouse: 'north', kind: 'single' })).rejects.toThrow(
      /Your role does not count/,
    )
    await packed(order, wave.id)
  })
})

describe('A wave', () => {
  test('walks bin after bin, one grab for all totes of a trolley, and says into which', async () => {
    const { sku } = await stockUp(shop.db, { sku: `SHARED-${++serial}`, units: { north: 20 } })
    const { sku: far } = await stockUp(shop.db, { sku: `FAR-${++serial}`, units: { north: 20 } })
    for (const [code, bin] of [
      [sku, 'a-2-10'],
      [far, 'A-2-9'],
    ])
      await shop.send('PUT', `/api/v1/admin/variants/${code}/bin`, {
        headers: key,
        body: { warehouse: 'north', bin },
      })
    for (const quantity of [1, 2, 3]) {
      const order = await confirmedOrder(shop, {
        lines: [
          { sku, quantity },
          { sku: far, quantity: 1 },
        ],
      })
      await floor.handOver(order)
    }
    const wave = await floor.wave('cluster')
    const tasks = await floor.tasks(wave.id)
    expect(tasks.map(task => [task.bin, task.sku, task.wanted, task.parcels.length])).toEqual([
      ['A-2-9', far, 3, 3],
      ['A-2-10', sku, 6, 3],
    ])
    expect(tasks[0]?.parcels.map(({ slot }) => slot)).toEqual([1, 2, 3])
    await pickAll(wave.id)
    expect(await floor.on('picked')).toHaveLength(3)
    for (const { id } of await floor.on('picked')) await floor.post(`/parcels/${id}/pack`)
  })

  test('has every waiting parcel once, also when two people make one at the same moment', async () => {
    await waiting(1)
    await waiting(1)
    const made = await Promise.all([floor.wave('single'), floor.wave('single')])
    const filled = made.filter(({ status }) => status === 201)
    expect(filled.reduce((sum, { parcels }) => sum + Number(parcels), 0)).toBe(2)
    expect((await floor.wave()).status).toBe(409)
    for (const { id } of filled) await pickAll(id)
  })

  test('made again under its id is the same wave', async () => {
    await waiting(1)
    const body = { id: uuidv7(), warehouse: 'north', kind: 'single' }
    for (const _ of ['once', 'again']) expect((await floor.post('/waves', body)).body.id).toBe(body.id)
    expect((await floor.post('/waves', { ...body, kind: 'batch' })).status).toBe(422)
    await pickAll(body.id)
  })
})

describe('A scan', () => {
  test('counts once however often it is sent, and another under its id is refused', async () => {
    await waiting(3)
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    if (!task) throw new Error('a task was expected')
    const scan = {
      id: uuidv7(),
      kind: 'pick',
      task: task.id,
      code: task.sku,
      quantity: 1,
      at: new Date().toISOString(),
    }
    const sent = await Promise.all([1, 2, 3].map(() => floor.post('/scans', [scan])))
    expect(sent.map(({ body }) => (body as unknown as { outcome: string }[])[0]?.outcome)).toEqual(
      Array(3).fill('picked'),
    )
    expect((await floor.tasks(wave.id))[0]?.picked).toBe(1)
    const reused = await floor.post('/scans', [{ ...scan, quantity: 2 }])
    expect(reused.body).toMatchObject([{ outcome: 'id_reused' }])
    await pickAll(wave.id)
  })

  test('of somebody else is refused while one person has the trolley, and not when they are long gone', async () => {
    await waiting(2)
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    if (!task) throw new Error('a task was expected')
    const scan = { kind: 'pick' as const, task: task.id, code: task.sku, quantity: 1 }
    expect(await floor.scan(scan)).toEqual(['picked'])
    expect(await floor.scan(scan, other)).toEqual(['held_by_other'])
    await shop.db.$client`update pick_tasks set claimed_until = now() - interval '1 s' where id = ${task.id}`
    expect(await floor.scan(scan, other)).toEqual(['picked'])
  })

  test('whose process dies before its commit counts when it is sent again, and so does a box that was being closed', async () => {
    const { order } = await waiting(1)
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    if (!task) throw new Error('a task was expected')
    const scan = { id: uuidv7(), kind: 'pick' as const, task: task.id, code: task.sku, quantity: 1 }
    const struck = async (at: string, work: () => Promise<unknown>) => {
      strikeWith(async point => {
        if (point === at) throw new Error('struck')
      })
      await expect(work()).rejects.toThrow()
      strikeWith(undefined)
    }
    const ctx = { ...shop.ctx, rights: ['*'] }
    await struck('scan.in', () => takeScans(ctx, [{ ...scan, at: new Date().toISOString() }]))
    expect((await floor.tasks(wave.id))[0]?.picked).toBe(0)
    expect(await floor.scan(scan)).toEqual(['picked'])
    await struck('floor-parcel.in', () => packParcel(ctx, { id: order.id }))
    expect((await floor.on('packed')).map(({ id }) => id)).not.toContain(order.id)
    expect((await floor.post(`/parcels/${order.id}/pack`)).status).toBe(200)
    expect(await floor.hear()).toEqual(['picking', 'packed'])
  })

  test('of two people for the last unit at the same moment counts once', async () => {
    await waiting(1)
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    if (!task) throw new Error('a task was expected')
    const scan = { kind: 'pick' as const, task: task.id, code: task.sku, quantity: 1 }
    const outcomes = (await Promise.all([floor.scan(scan), floor.scan(scan)])).flat().sort()
    expect(outcomes).toEqual(['picked', 'too_many'])
  })

  test('finds an item by its barcode', async () => {
    const { skus } = await waiting(1)
    await shop.db.$client`update variants set barcode = '4006381333931' where sku = ${skus[0] ?? ''}`
    const wave = await floor.wave()
    const [task] = await floor.tasks(wave.id)
    if (!task) throw new Error('a task was expected')
    expect(await floor.scan({ kind: 'pick', task: task.id, code: '4006381333931', quantity: 1 })).toEqual([
      'picked',
    ])
  })
})

describe('Items that are taken out', () => {
  test('of a parcel in the middle of its walk are put back, and the rest is fetched again in a new parcel', async () => {
    const { order, skus } = await waiting(2, 1)
    await pickAll((await floor.wave('single')).id)
    await floor.hear()
    const [line] = await readLines(shop.db, order.id)
    await cancelItems(staff(), {
      orderId: order.id,
      reason: 'one is enough',
      refundId: uuidv7(),
      lines: [{ lineId: line?.id ?? '', quantity: 1 }],
    })
    await run(recallItemsQueue, order, 'order.items_recalled')
    expect(await now(order)).toMatchObject({ recall: null, units: 2, money: 'partially_refunded' })
    for (const [sku, quantity] of [
      [skus[0], 2],
      [skus[1], 1],
    ] as const)
      expect(await floor.scan({ kind: 'put_back', parcel: order.id, code: sku ?? '', quantity })).toEqual([
        'put_back',
      ])
    const [parcel] = await floor.on('waiting')
    expect(parcel?.lines).toMatchObject([
      { sku: skus[0], quantity: 1 },
      { sku: skus[1], quantity: 1 },
    ])
    await pickAll((await floor.wave('single')).id)
    for (const step of ['pack', 'hand-over', 'delivered'])
      expect((await floor.post(`/parcels/${parcel?.id}/${step}`, {})).status).toBe(200)
    await floor.hear()
    expect(await now(order)).toMatchObject({ state: 'completed', delivery: 'delivered' })
  })
})
