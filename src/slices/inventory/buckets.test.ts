import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DbOrTx } from '#platform/db/client.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { consumeStock } from './consume-stock.ts'
import { inventoryInvariants } from './invariants.ts'
import { mergeStock } from './merge-stock.ts'
import { planMoves } from './plan-moves.ts'
import { releaseStock } from './release-stock.ts'
import { type Reserved, reserveStock } from './reserve-stock.ts'
import { returnStock } from './return-stock.ts'
import { splitStock } from './split-stock.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

let serial = 0
const stocked = async (units: Record<string, number>) =>
  (await stockUp(shop.db, { sku: `HOT-${++serial}`, units })).variantId

type Line = { variantId: string; quantity: number }
class Short extends Error {}

/** Works like placing: one transaction, run again after a lost race, and rolled back when stock is short. */
async function buy(lines: Line[], orderId = uuidv7()): Promise<Reserved['kind'] | 'gone'> {
  const wishes = lines.map(line => ({ ...line, orderLineId: uuidv7() }))
  for (let round = 0; round < 3; round++) {
    try {
      return await shop.db.transaction(async tx => {
        const held = await reserveStock(tx, orderId, wishes, { underLock: round > 0 })
        if (held.kind === 'short') throw new Short()
        return held.kind
      })
    } catch (error) {
      if (error instanceof Short) return 'short'
      if ((error as { code?: string }).code !== '40001') throw error
    }
  }
  throw new Error('lost three races')
}

async function levels(variantId: string) {
  const rows = await shop.db.execute<{ bucket: number; code: string; on_hand: number; reserved: number }>(sql`
    select s.bucket, w.code, s.on_hand, s.reserved from stock_levels s join warehouses w on w.id = s.warehouse_id
    where s.variant_id = ${variantId} order by code, bucket`)
  return [...rows]
}

async function expectSound() {
  for (const { number, says, count } of inventoryInvariants) {
    const [row] = await shop.db.execute<{ count: string }>(sql.raw(count))
    expect(`${number} ${says}: ${row?.count}`).toBe(`${number} ${says}: 0`)
  }
}

describe('a split', () => {
  test('spreads the free units of each warehouse evenly over buckets, and a merge brings all of them back', async () => {
    const variantId = await stocked({ north: 10, south: 3 })
    await splitStock(shop.ctx, { variantId, buckets: 4 })
    expect((await levels(variantId)).map(row => `${row.code} ${row.bucket} ${row.on_hand}`)).toEqual([
      'north 0 3',
      'north 1 3',
      'north 2 2',
      'north 3 2',
      'south 0 1',
      'south 1 1',
      'south 2 1',
    ])
    await expectSound()
    expect(await mergeStock(shop.ctx, { variantId })).toEqual({ whole: true })
    expect((await levels(variantId)).map(row => `${row.code} ${row.bucket} ${row.on_hand}`)).toEqual([
      'north 0 10',
      'south 0 3',
    ])
    await expectSound()
  })

  test('leaves reserved units where they are; a merge brings them back with their reservations', async () => {
    const variantId = await stocked({ north: 8 })
    const [before, within] = [uuidv7(), uuidv7()]
    await buy([{ variantId, quantity: 5 }], before)
    await splitStock(shop.ctx, { variantId, buckets: 2 })
    expect(await levels(variantId)).toMatchObject([
      { bucket: 0, on_hand: 7, reserved: 5 },
      { bucket: 1, on_hand: 1, reserved: 0 },
    ])
    // No bucket has three units, so the order takes from both.
    await buy([{ variantId, quantity: 3 }], within)
    await expectSound()
    expect(await mergeStock(shop.ctx, { variantId })).toEqual({ whole: true })
    expect(await levels(variantId)).toMatchObject([{ bucket: 0, on_hand: 8, reserved: 8 }])
    await expectSound()
    await shop.db.transaction(tx => releaseStock(tx, within))
    await shop.db.transaction(tx => consumeStock(tx, { orderId: before, units: null }, { kind: 'program' }))
    expect(await levels(variantId)).toMatchObject([{ bucket: 0, on_hand: 3, reserved: 0 }])
    await expectSound()
  })

  test('can change while another split is active, and can cover one warehouse only', async () => {
    const variantId = await stocked({ north: 16, south: 4 })
    await splitStock(shop.ctx, { variantId, buckets: 8 })
    await splitStock(shop.ctx, { variantId, buckets: 2 })
    const north = (await levels(variantId)).filter(row => row.code === 'north' && row.on_hand > 0)
    expect(north).toMatchObject([{ on_hand: 8 }, { on_hand: 8 }])
    const [row] = await shop.db.execute<{ id: string }>(sql`select id from warehouses where code = 'south'`)
    expect(await mergeStock(shop.ctx, { variantId, warehouseId: row?.id })).toEqual({ whole: true })
    expect((await levels(variantId)).filter(level => level.code === 'south')).toMatchObject([{ on_hand: 4 }])
    await expectSound()
  })

  test('lets units shipped from a bucket come back after the merge, on sale again', async () => {
    const variantId = await stocked({ north: 4 })
    await splitStock(shop.ctx, { variantId, buckets: 4 })
    const orderId = uuidv7()
    await buy([{ variantId, quantity: 4 }], orderId)
    await shop.db.transaction(tx => consumeStock(tx, { orderId, units: null }, { kind: 'program' }))
    await mergeStock(shop.ctx, { variantId })
    const [line] = await shop.db.execute<{ id: string }>(
      sql`select order_line_id as id from reservations where order_id = ${orderId} limit 1`,
    )
    await shop.db.transaction(tx =>
      returnStock(tx, {
        refundId: uuidv7(),
        lines: [{ orderLineId: line?.id ?? '', quantity: 4 }],
        actor: { kind: 'program' },
      }),
    )
    await expectSound()
    expect(await buy([{ variantId, quantity: 4 }])).toBe('reserved')
  })

  test('moves only free units on any shelves, keeps their sum and evens them out', () => {
    const shelf = fc.record({
      warehouseId: fc.constantFrom('north', 'south'),
      bucket: fc.integer({ min: 0, max: 9 }),
      free: fc.integer({ min: 0, max: 30 }),
    })
    const shelves = fc.uniqueArray(shelf, { selector: level => `${level.warehouseId} ${level.bucket}` })
    fc.assert(
      fc.property(shelves, fc.constantFrom(1, 2, 4, 8), (own, count) => {
        const after = new Map(own.map(level => [`${level.warehouseId} ${level.bucket}`, level.free]))
        for (const { warehouseId, bucket, quantity } of planMoves(own, count)) {
          const key = `${warehouseId} ${bucket}`
          after.set(key, (after.get(key) ?? 0) + quantity)
        }
        for (const warehouseId of new Set(own.map(level => level.warehouseId))) {
          const units = own
            .filter(level => level.warehouseId === warehouseId)
            .reduce((sum, { free }) => sum + free, 0)
          const shares = Array.from(
            { length: count },
            (_, bucket) => after.get(`${warehouseId} ${bucket}`) ?? 0,
          )
          expect(shares.reduce((sum, one) => sum + one, 0)).toBe(units)
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
        }
        expect([...after.values()].every(free => free >= 0)).toBe(true)
      }),
    )
  })
})

describe('an order that no warehouse has whole', () => {
  const places = async (orderId: string) =>
    [
      ...(await shop.db.execute<{ code: string }>(
        sql`select distinct w.code from reservations r join warehouses w on w.id = r.warehouse_id where r.order_id = ${orderId} order by 1`,
      )),
    ].map(({ code }) => code)

  /** The last unit of a shelf, as if another order held it. */
  const hold = (db: DbOrTx, units: number, variantId: string, code: string) =>
    db.execute(sql`
      update stock_levels s set reserved = ${units} from warehouses w
      where w.id = s.warehouse_id and s.variant_id = ${variantId} and w.code = ${code}`)
  const takeAway = (tx: DbOrTx, variantId: string, code: string) => hold(tx, 1, variantId, code)
  const giveBack = (variantId: string, code: string) => hold(shop.db, 0, variantId, code)

  test.each([{ underLock: false }, { underLock: true }])(
    'is held in the fewest that have it together, %o',
    async how => {
      const goods = [['north'], ['north'], ['north', 'west'], ['south', 'west'], ['south', 'west'], ['south']]
      const wishes = await Promise.all(
        goods.map(async codes => ({
          variantId: await stocked(Object.fromEntries(codes.map(code => [code, 1]))),
          quantity: 1,
          orderLineId: uuidv7(),
        })),
      )
      const orderId = uuidv7()
      expect(await shop.db.transaction(tx => reserveStock(tx, orderId, wishes, how))).toEqual({
        kind: 'reserved',
      })
      expect(await places(orderId)).toEqual(['north', 'south'])
      await expectSound()
    },
  )

  test('is not held by halves when somebody else takes a unit of its plan, and is tried again', async () => {
    const [first, second] = [await stocked({ north: 1 }), await stocked({ south: 1, west: 1 })]
    const order = [first, second].map(variantId => ({ variantId, quantity: 1 }))
    let begun: ReturnType<typeof buy> | undefined
    const orderId = uuidv7()
    await shop.db.transaction(async tx => {
      await takeAway(tx, second, 'south')
      begun = buy(order, orderId)
      await untilBlocked(shop.db)
    })
    expect(await begun).toBe('reserved')
    expect(await places(orderId)).toEqual(['north', 'west'])
    await giveBack(second, 'south')
    await expectSound()
  })

  test('is not called sold out because of the last unit that it has just taken itself', async () => {
    const [first, second] = [await stocked({ north: 1 }), await stocked({ north: 1, south: 1 })]
    const order = [first, second].map(variantId => ({ variantId, quantity: 1 }))
    let begun: ReturnType<typeof buy> | undefined
    const orderId = uuidv7()
    await shop.db.transaction(async tx => {
      await takeAway(tx, second, 'north')
      begun = buy(order, orderId)
      await untilBlocked(shop.db)
    })
    expect(await begun).toBe('reserved')
    expect(await places(orderId)).toEqual(['north', 'south'])
    await giveBack(second, 'north')
    await expectSound()
  })
})

describe('many buyers at once', () => {
  for (const buckets of [1, 16]) {
    test(`of ${buckets} bucket(s) get exactly the stock there is, and nobody gets "sold out" while a unit is free`, async () => {
      const variantId = await stocked({ north: 70, south: 30 })
      await splitStock(shop.ctx, { variantId, buckets })
      const answers = await Promise.all(Array.from({ length: 160 }, () => buy([{ variantId, quantity: 1 }])))
      expect(answers.filter(answer => answer === 'reserved')).toHaveLength(100)
      expect(answers.filter(answer => answer === 'short')).toHaveLength(60)
      await expectSound()
    })

    test(`whose orders share several popular variants in ${buckets} bucket(s) never deadlock`, async () => {
      const hot = await Promise.all([
        stocked({ north: 40 }),
        stocked({ north: 25, south: 20 }),
        stocked({ south: 60 }),
      ])
      for (const variantId of hot) await splitStock(shop.ctx, { variantId, buckets })
      const answers = await Promise.all(
        Array.from({ length: 120 }, (_, buyer) =>
          buy(
            [0, 1, 2]
              .filter(index => (buyer + index) % 3 !== 0)
              .map(index => ({ variantId: hot[(buyer + index) % 3] ?? '', quantity: 1 + (buyer % 2) })),
          ),
        ),
      )
      const left = await Promise.all(hot.map(levels))
      const free = left.map(rows => rows.reduce((sum, row) => sum + row.on_hand - row.reserved, 0))
      // Every refused order wanted a variant of which at most one unit is left.
      if (answers.includes('short')) expect(Math.min(...free)).toBeLessThanOrEqual(1)
      await expectSound()
    })
  }

  test('may meet a split, a merge, expiries and shipping at the same time', async () => {
    const variantId = await stocked({ north: 60, south: 60 })
    let sold = 0
    const shopper = async (number: number) => {
      const orderId = uuidv7()
      if ((await buy([{ variantId, quantity: 1 }], orderId)) === 'short') return
      if (number % 3 === 0) await shop.db.transaction(tx => releaseStock(tx, orderId))
      else sold++
      if (number % 3 === 1)
        await shop.db.transaction(tx => consumeStock(tx, { orderId, units: null }, { kind: 'program' }))
    }
    const mover = async () => {
      for (const buckets of [16, 4, 1, 8, 1, 32, 1] as const) {
        if (buckets === 1) await mergeStock(shop.ctx, { variantId })
        else await splitStock(shop.ctx, { variantId, buckets })
      }
    }
    await Promise.all([mover(), ...Array.from({ length: 400 }, (_, number) => shopper(number))])
    while (!(await mergeStock(shop.ctx, { variantId })).whole);
    await expectSound()
    const rest = (await levels(variantId)).reduce((sum, row) => sum + row.on_hand - row.reserved, 0)
    expect(rest + sold).toBe(120)
    if (rest) expect(await buy([{ variantId, quantity: rest }])).toBe('reserved')
    expect(await buy([{ variantId, quantity: 1 }])).toBe('short')
  })

  test('get the right answer when the holder of the last unit gives it back', async () => {
    const variantId = await stocked({ north: 2 })
    await splitStock(shop.ctx, { variantId, buckets: 2 })
    let letGo = () => {}
    const holding = new Promise<void>(done => {
      letGo = done
    })
    let held = () => {}
    const isHeld = new Promise<void>(done => {
      held = done
    })
    const other = shop.db
      .transaction(async tx => {
        await reserveStock(tx, uuidv7(), [{ variantId, quantity: 2, orderLineId: uuidv7() }])
        held()
        await holding
        throw new Short()
      })
      .catch(() => {})
    await isHeld
    const waiting = buy([{ variantId, quantity: 2 }])
    await untilBlocked(shop.db)
    letGo()
    await other
    expect(await waiting).toBe('reserved')
  })
})
