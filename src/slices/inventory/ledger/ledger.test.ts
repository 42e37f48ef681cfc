import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readLines } from '#slices/orders/queries.ts'
import { inventoryInvariants } from '../invariants.ts'
import { returnStock } from '../return-stock.ts'
import { moveInspected, receiveReturned } from '../returned-goods.ts'
import { warehouses } from '../schema.ts'
import { splitStock } from '../split-stock.ts'
import { writeOffLost } from '../write-off-lost.ts'
import { moveUnits, type UnitMove } from './move-units.ts'
import { readStockAt } from './past-stock.ts'
import { ledgerPlaces, movementReasons } from './schema.ts'
import { whereUnitsAre } from './where-units-are.ts'

let shop: TestShop
let north: string
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  north = await warehouse('north')
})
afterAll(() => shop.close())

const actor = { kind: 'system', name: 'command' } as const
const warehouse = async (code: string) => {
  const [found] = await shop.db.select().from(warehouses).where(eq(warehouses.code, code))
  return found?.id ?? ''
}
const move = (reason: 'received' | 'sorted' | 'adjusted', ...moves: UnitMove[]) =>
  shop.db.transaction(tx => moveUnits(tx, moves, { warehouseId: north, reason, causeId: uuidv7(), actor }))
const whereOf = async (variantId: string) =>
  (await whereUnitsAre(shop.db, variantId)).map(({ place, warehouse, units }) =>
    [place, warehouse, units].filter(part => part !== null).join(' '),
  )

async function expectSound() {
  for (const { number, count } of inventoryInvariants) {
    const [row] = await shop.db.$client.unsafe(count)
    expect(`${number}: ${row?.count}`).toBe(`${number}: 0`)
  }
}

/** An order that its customer has: its line, and what it bought. */
async function sent(variantId: string, sku: string, quantity: number) {
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity }] })
  await beginHandOver(shop.ctx, order.id)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'shipped' })
  const [line] = await readLines(shop.db, order.id)
  return { orderLineId: line?.id ?? '', variantId }
}

test('No more is written off as lost on the way than the customer has', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'LOST', units: { north: 9 } })
  const line = await sent(variantId, 'LOST', 3)
  for (const quantity of [2, 2, 2])
    await shop.db.transaction(tx =>
      writeOffLost(tx, { causeId: uuidv7(), warehouseId: north, units: [{ ...line, quantity }], actor }),
    )
  expect(await whereOf(variantId)).toEqual(['supplier -9', 'shelf north 6', 'lost 3'])
  await expectSound()
})

test('Every unit is somewhere, and together they are nought', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'MUG', units: { north: 20 } })
  const line = await sent(variantId, 'MUG', 5)
  await move('received', { variantId, units: 10, from: 'supplier', to: 'shelf' })
  await move('received', { variantId, units: 3, from: 'supplier', to: 'quarantine' })
  await shop.db.transaction(tx =>
    receiveReturned(tx, { causeId: uuidv7(), warehouseId: north, units: [{ ...line, quantity: 4 }], actor }),
  )
  const found = (['shelf', 'repair', 'scrap', 'customer'] as const).map(to => ({ ...line, quantity: 1, to }))
  await shop.db.transaction(tx =>
    moveInspected(tx, { causeId: uuidv7(), warehouseId: north, units: found, actor }),
  )
  await move('sorted', { variantId, units: 2, from: 'quarantine', to: 'scrap' })
  await move('adjusted', { variantId, units: 6, from: 'shelf', to: 'lost' })
  expect(await whereOf(variantId)).toEqual([
    'supplier -33',
    'shelf north 20',
    'repair north 1',
    'quarantine north 1',
    'customer 2',
    'scrap 3',
    'lost 6',
  ])
  await splitStock({ db: shop.db, actor }, { variantId, buckets: 4 })
  expect((await whereUnitsAre(shop.db, variantId)).reduce((sum, { units }) => sum + units, 0)).toBe(0)
  await expectSound()
})

test('Nothing that came back is on sale before it was looked at, and what is set aside is never taken twice', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'LAMP', units: { north: 2 } })
  const line = await sent(variantId, 'LAMP', 2)
  const cause = { causeId: uuidv7(), warehouseId: north, actor }
  const receive = (quantity: number) =>
    shop.db.transaction(tx => receiveReturned(tx, { ...cause, units: [{ ...line, quantity }] }))
  await receive(1)
  expect(await readStockAt(shop.db, variantId, new Date(Date.now() + 60_000))).toMatchObject([
    { code: 'north', onHand: 0, reserved: 0 },
    { code: 'south' },
  ])
  await expect(receive(2)).rejects.toThrow('more units came back than the customer has')
  const shelve = () =>
    shop.db.transaction(tx =>
      moveInspected(tx, { ...cause, units: [{ ...line, quantity: 1, to: 'shelf' as const }] }),
    )
  const shelved = await Promise.allSettled([shelve(), shelve(), shelve()])
  expect(shelved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await expectSound()
})

test('A unit that came back with a return is not put back a second time by a refund', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'VASE', units: { north: 3 } })
  const line = await sent(variantId, 'VASE', 3)
  const cause = { causeId: uuidv7(), warehouseId: north, actor }
  await shop.db.transaction(tx => receiveReturned(tx, { ...cause, units: [{ ...line, quantity: 1 }] }))
  const refund = (quantity: number) =>
    shop.db.transaction(tx => returnStock(tx, { refundId: uuidv7(), lines: [{ ...line, quantity }], actor }))
  await expect(refund(3)).rejects.toThrow('3 units came back, but only 2 of them had left')
  await refund(2)
  expect(await whereOf(variantId)).toEqual(['supplier -3', 'shelf north 2', 'returns north 1'])
  await expectSound()
})

test('The database takes no row whose sides do not belong to its reason', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'BOWL', units: { north: 1 } })
  const line = await sent(variantId, 'BOWL', 1)
  const taken: string[] = []
  for (const reason of movementReasons)
    for (const from of ledgerPlaces)
      for (const to of ledgerPlaces) {
        const shelf = Number(to === 'shelf') - Number(from === 'shelf')
        const written = shop.db.$client.begin(async sql => {
          await sql`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, order_line_id, actor)
            values (${variantId}, ${north}, ${shelf}, 1, ${from}, ${to}, ${reason}, ${line.orderLineId}, 'system:command')`
          taken.push(`${reason} ${from} ${to}`)
          throw new Error('taken back')
        })
        await expect(written).rejects.toThrow()
      }
  expect(taken).toMatchInlineSnapshot(`
    [
      "received supplier shelf",
      "received supplier quarantine",
      "shipped shelf customer",
      "returned customer shelf",
      "adjusted shelf lost",
      "adjusted lost shelf",
      "moved shelf split",
      "moved split shelf",
      "came_back customer returns",
      "inspected returns shelf",
      "inspected returns customer",
      "inspected returns repair",
      "inspected returns scrap",
      "sorted repair shelf",
      "sorted repair scrap",
      "sorted quarantine supplier",
      "sorted quarantine shelf",
      "sorted quarantine scrap",
      "lost_on_way customer lost",
    ]
  `)
  const wrong = [
    { quantity: 2, units: 1 },
    { quantity: -1, units: 1 },
    { quantity: 0, units: 0 },
    { quantity: 1, units: -1 },
  ]
  for (const { quantity, units } of wrong)
    await expect(
      shop.db
        .$client`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor)
        values (${variantId}, ${north}, ${quantity}, ${units}, 'supplier', 'shelf', 'received', 'system:command')`,
    ).rejects.toThrow('stock_movements_units')
})

test('Rows of a process of the version before have both sides too', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'RUG', units: { south: 0 } })
  const line = await sent((await stockUp(shop.db, { sku: 'CUP', units: { north: 1 } })).variantId, 'CUP', 1)
  for (const [quantity, reason] of [
    [9, 'received'],
    [-4, 'shipped'],
    [1, 'returned'],
    [-2, 'adjusted'],
    [1, 'adjusted'],
    [-3, 'moved'],
    [3, 'moved'],
  ] as const)
    await shop.db
      .$client`insert into stock_movements (variant_id, warehouse_id, quantity, reason, order_line_id, actor)
      values (${variantId}, ${north}, ${quantity}, ${reason}, ${reason === 'shipped' || reason === 'returned' ? line.orderLineId : null}, 'system:command')`
  expect(await whereOf(variantId)).toEqual(['supplier -9', 'shelf north 5', 'customer 3', 'lost 1'])
})

test('What lay where, and what of it was promised, can be read for any moment of the past', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'CLOCK', units: { north: 10, south: 1 } })
  const moments: { at: Date; onHand: number; reserved: number }[] = []
  const look = async () => {
    const [now] = await shop.db.$client<{ onHand: number; reserved: number }[]>`
      select on_hand as "onHand", reserved from stock_levels where variant_id = ${variantId} and warehouse_id = ${north}`
    const at = new Date(Date.now() + 1)
    moments.push({ at, onHand: now?.onHand ?? -1, reserved: now?.reserved ?? -1 })
    // The next step begins after this moment.
    while (Date.now() <= at.getTime());
  }
  await look()
  const order = await confirmedOrder(shop, { lines: [{ sku: 'CLOCK', quantity: 3 }] })
  await look()
  await move('received', { variantId, units: 5, from: 'supplier', to: 'shelf' })
  await look()
  await beginHandOver(shop.ctx, order.id)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'shipped' })
  await look()
  await move('adjusted', { variantId, units: 2, from: 'shelf', to: 'lost' })
  await look()
  expect(moments.map(({ onHand, reserved }) => [onHand, reserved])).toEqual([
    [10, 0],
    [10, 3],
    [15, 3],
    [12, 0],
    [10, 0],
  ])
  for (const { at, ...then } of moments)
    expect(await readStockAt(shop.db, variantId, at)).toMatchObject([
      { code: 'north', ...then },
      { code: 'south', onHand: 1, reserved: 0 },
    ])
})
