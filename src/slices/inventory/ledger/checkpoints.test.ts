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
import { releaseUnits } from '../release-units.ts'
import { reservations } from '../schema.ts'
import { keepCheckpoints } from './keep-checkpoints.ts'
import { moveUnits } from './move-units.ts'
import { readStockAt } from './past-stock.ts'

let shop: TestShop
let places: { id: string; code: string }[]
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  places = await shop.db.$client<
    { id: string; code: string }[]
  >`select id, code from warehouses order by code`
})
afterAll(() => shop.close())

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const actor = { kind: 'system', name: 'command' } as const

/** The shelves of now without all that has happened since: what the answer must be, however it is found. */
const SLOWLY = `
  select w.code, (coalesce((select sum(on_hand) from stock_levels s where s.variant_id = $1::uuid and s.warehouse_id = w.id), 0)
      - coalesce((select sum(quantity) from stock_movements m where m.variant_id = $1::uuid and m.warehouse_id = w.id and m.at > $2::timestamptz), 0))::int as "onHand",
    (coalesce((select sum(quantity) from reservations r where r.variant_id = $1::uuid and r.warehouse_id = w.id
        and r.created_at <= $2::timestamptz and (r.state = 'held' or r.updated_at > $2::timestamptz)), 0)
      + coalesce((select sum(units) from put_back_holds h where h.variant_id = $1::uuid and h.warehouse_id = w.id
        and h.since <= $2::timestamptz and (h.until is null or h.until > $2::timestamptz)), 0))::int as reserved
  from warehouses w order by w.priority, w.name`

async function expectAsSlow(variantId: string, moments: readonly Date[]) {
  for (const at of moments) {
    const found = (await readStockAt(shop.db, variantId, at)).map(({ code, onHand, reserved }) => ({
      code,
      onHand,
      reserved,
    }))
    const truth = await shop.db.$client.unsafe(SLOWLY, [variantId, at.toISOString()])
    expect(found, at.toISOString()).toEqual([...truth])
  }
}

async function expectSound() {
  for (const { number, count } of inventoryInvariants) {
    const [row] = await shop.db.$client.unsafe(count)
    expect(`${number}: ${row?.count}`).toBe(`${number}: 0`)
  }
}

const checkpointsOf = async (variantId: string): Promise<string[]> => {
  const rows = await shop.db.$client<{ at: string }[]>`
    select distinct at::text from stock_checkpoints where variant_id = ${variantId} order by 1`
  return rows.map(({ at }) => at)
}

/** Numbers from 0 to 1, the same in each run. */
function drawn(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A month of a variant in two warehouses. Some rows stand at the same moment, and some ended, by their times, before they began. */
async function livedThrough(sku: string, seed: number, rows = 300) {
  const { variantId } = await stockUp(shop.db, { sku, units: { north: 0, south: 0 } })
  const random = drawn(seed)
  const begin = Date.now() - 30 * DAY_MS
  const moment = (from = 0) =>
    new Date(begin + (from + Math.floor(random() * (600 - from))) * HOUR_MS).toISOString()
  const place = () => places[Math.floor(random() * places.length)]?.id ?? ''
  const sql = shop.db.$client
  for (let row = 0; row < rows; row++) {
    const units = 1 + Math.floor(random() * 5)
    const kind = random()
    if (kind < 0.4)
      await sql`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor, at)
        values (${variantId}, ${place()}, ${units}, ${units}, 'supplier', 'shelf', 'received', 'system:command', ${moment()})`
    else if (kind < 0.9) {
      const state = random() < 0.9 ? 'consumed' : 'held'
      await sql`insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state, created_at, updated_at)
        values (${uuidv7()}, ${uuidv7()}, ${uuidv7()}, ${variantId}, ${place()}, ${units}, ${state}, ${moment()}, ${moment()})`
    } else {
      const since = moment()
      const hours = Math.floor(random() * 50)
      await sql`insert into put_back_holds (order_id, variant_id, warehouse_id, units, since, until)
        values (${uuidv7()}, ${variantId}, ${place()}, ${units}, ${since}, ${random() < 0.9 ? new Date(Date.parse(since) + hours * HOUR_MS).toISOString() : null})`
    }
  }
  await sql`
    update stock_levels s set on_hand = 10000 + m.units, reserved = m.promised from (
      select w.id as warehouse_id, coalesce((select sum(quantity) from stock_movements where variant_id = ${variantId} and warehouse_id = w.id), 0)::int as units,
        (coalesce((select sum(quantity) from reservations where variant_id = ${variantId} and warehouse_id = w.id and state = 'held'), 0)
        + coalesce((select sum(units) from put_back_holds where variant_id = ${variantId} and warehouse_id = w.id and until is null), 0))::int as promised
      from warehouses w) m where s.variant_id = ${variantId} and s.warehouse_id = m.warehouse_id`
  await sql`
    insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor, at)
    select ${variantId}, id, 10000, 10000, 'supplier', 'shelf', 'received', 'system:command', ${new Date(begin).toISOString()} from warehouses`
  const moments = Array.from({ length: 30 }, () => new Date(begin + (random() * 31 - 0.5) * DAY_MS))
  const onTheHour = Array.from({ length: 30 }, () => new Date(Date.parse(moment())))
  return { variantId, moments: [...moments, ...onTheHour, new Date()], begin }
}

test.each([1, 2, 3])('With checkpoints the past is what all rows add up to (%i)', async seed => {
  const { variantId, moments } = await livedThrough(`BUSY-${seed}`, seed)
  await expectAsSlow(variantId, moments)
  expect(await keepCheckpoints(shop.ctx, { rowsBetween: 7 })).toBeGreaterThan(10)
  const made = await checkpointsOf(variantId)
  expect(made.length).toBeGreaterThan(10)
  await expectAsSlow(variantId, [...moments, ...made.map(at => new Date(at))])
  await expectSound()
  expect(await keepCheckpoints(shop.ctx, { rowsBetween: 7 })).toBe(0)
})

test('The answer is read from a checkpoint, and what happened before it is not added up again', async () => {
  const { variantId, begin } = await livedThrough('READ', 4)
  await keepCheckpoints(shop.ctx, { rowsBetween: 20 })
  const at = new Date(begin + 15 * DAY_MS)
  const [before] = await readStockAt(shop.db, variantId, at)
  await shop.db.$client`update stock_checkpoints set on_hand = on_hand + 1000 where variant_id = ${variantId}`
  const [after] = await readStockAt(shop.db, variantId, at)
  expect(after?.onHand).toBe((before?.onHand ?? 0) + 1_000)
  await shop.db.$client`delete from stock_checkpoints where variant_id = ${variantId}`
})

test('A run stops at its limit, and the next one goes on from there', async () => {
  const { variantId, moments } = await livedThrough('LIMIT', 5)
  expect(await keepCheckpoints(shop.ctx, { rowsBetween: 10, most: 3 })).toBe(3)
  await expectAsSlow(variantId, moments)
  expect(await keepCheckpoints(shop.ctx, { rowsBetween: 10 })).toBeGreaterThan(3)
  await expectAsSlow(variantId, moments)
})

const later = (at: string, hours: number) => new Date(Date.parse(at) + hours * HOUR_MS).toISOString()

const late: Record<string, (variantId: string, at: string) => Promise<unknown>> = {
  'a movement': (variantId, at) =>
    shop.db.$client.begin(async sql => {
      await sql`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor, at)
        values (${variantId}, ${places[0]?.id ?? ''}, 5, 5, 'supplier', 'shelf', 'received', 'system:command', ${at})`
      await sql`update stock_levels set on_hand = on_hand + 5 where variant_id = ${variantId} and warehouse_id = ${places[0]?.id ?? ''}`
    }),
  'a reservation that is held': (variantId, at) =>
    shop.db.$client.begin(async sql => {
      await sql`insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, quantity, created_at)
        values (${uuidv7()}, ${uuidv7()}, ${uuidv7()}, ${variantId}, ${places[0]?.id ?? ''}, 3, ${at})`
      await sql`update stock_levels set reserved = reserved + 3 where variant_id = ${variantId} and warehouse_id = ${places[0]?.id ?? ''}`
    }),
  'a reservation that has ended': (variantId, at) => shop.db.$client`
    insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state, created_at, updated_at)
    values (${uuidv7()}, ${uuidv7()}, ${uuidv7()}, ${variantId}, ${places[0]?.id ?? ''}, 3, 'released', ${at}, ${later(at, 9)})`,
  'the end of a reservation': (variantId, at) =>
    shop.db.$client.begin(async sql => {
      const ended = await sql<{ warehouseId: string; quantity: number }[]>`
        update reservations set state = 'released', updated_at = ${later(at, 1)}
        where id = (select id from reservations where variant_id = ${variantId} and state = 'held' and created_at <= ${at} limit 1)
        returning warehouse_id as "warehouseId", quantity`
      for (const { warehouseId, quantity } of ended)
        await sql`update stock_levels set reserved = reserved - ${quantity} where variant_id = ${variantId} and warehouse_id = ${warehouseId}`
      expect(ended).toHaveLength(1)
    }),
  'another end of what has ended': (variantId, at) => shop.db.$client`
    update reservations set updated_at = now()
    where id = (select id from reservations where variant_id = ${variantId} and state <> 'held' and created_at <= ${at} and updated_at >= ${at} limit 1)`,
  'a reservation that is deleted': (variantId, at) => shop.db.$client`
    delete from reservations
    where id = (select id from reservations where variant_id = ${variantId} and state <> 'held' and created_at <= ${at} and updated_at >= ${at} limit 1)`,
  'a hold': (variantId, at) =>
    shop.db.$client.begin(async sql => {
      await sql`insert into put_back_holds (order_id, variant_id, warehouse_id, units, since) values (${uuidv7()}, ${variantId}, ${places[0]?.id ?? ''}, 2, ${at})`
      await sql`update stock_levels set reserved = reserved + 2 where variant_id = ${variantId} and warehouse_id = ${places[0]?.id ?? ''}`
    }),
  'the end of a hold': (variantId, at) =>
    shop.db.$client.begin(async sql => {
      const ended = await sql<{ warehouseId: string; units: number }[]>`
        update put_back_holds set until = greatest(since, ${at}) where variant_id = ${variantId} and until is null
        returning warehouse_id as "warehouseId", units`
      for (const { warehouseId, units } of ended)
        await sql`update stock_levels set reserved = reserved - ${units} where variant_id = ${variantId} and warehouse_id = ${warehouseId}`
      expect(ended.length).toBeGreaterThan(0)
    }),
  'a hold that is deleted': (variantId, at) => shop.db.$client`
    delete from put_back_holds where variant_id = ${variantId} and since <= ${at} and until is not null`,
}

test.each(Object.keys(late))(
  'After %s with a time of the past, or rewritten there, the answer is right at once',
  async what => {
    const { variantId, moments, begin } = await livedThrough(`LATE-${what}`, 6)
    await keepCheckpoints(shop.ctx, { rowsBetween: 7 })
    const before = await checkpointsOf(variantId)
    await late[what]?.(variantId, new Date(begin + 12 * DAY_MS).toISOString())
    const after = await checkpointsOf(variantId)
    expect(after.length).toBeLessThan(before.length)
    await expectAsSlow(variantId, moments)
    await expectSound()
    await keepCheckpoints(shop.ctx, { rowsBetween: 7 })
    await expectAsSlow(variantId, moments)
    await expectSound()
  },
)

test('Only the checkpoints from that time on are forgotten, and only those of that variant', async () => {
  const { variantId, begin } = await livedThrough('ONE', 7)
  const other = await livedThrough('OTHER', 8, 60)
  await keepCheckpoints(shop.ctx, { rowsBetween: 7 })
  const [before, others] = [await checkpointsOf(variantId), await checkpointsOf(other.variantId)]
  await late['a movement']?.(variantId, new Date(begin + 12 * DAY_MS).toISOString())
  const kept = await checkpointsOf(variantId)
  expect(kept).toEqual(before.filter(at => new Date(at).getTime() < begin + 12 * DAY_MS))
  expect(kept.length).toBeGreaterThan(3)
  expect(await checkpointsOf(other.variantId)).toEqual(others)
})

test('What the shop itself does to old stock and old orders forgets no checkpoint', async () => {
  const { variantId, moments } = await livedThrough('USUAL', 9)
  const [north] = places
  const order = await confirmedOrder(shop, { lines: [{ sku: 'USUAL', quantity: 5 }] })
  const other = await confirmedOrder(shop, { lines: [{ sku: 'USUAL', quantity: 2 }] })
  // They were placed twenty days ago.
  for (const { id } of [order, other])
    await shop.db
      .update(reservations)
      .set({ createdAt: new Date(Date.now() - 20 * DAY_MS) })
      .where(eq(reservations.orderId, id))
  await keepCheckpoints(shop.ctx, { rowsBetween: 7 })
  const before = await checkpointsOf(variantId)
  const [line] = await readLines(shop.db, order.id)
  await shop.db.transaction(tx =>
    releaseUnits(tx, order.id, [{ orderLineId: line?.id ?? '', warehouseId: north?.id ?? '', quantity: 2 }]),
  )
  await beginHandOver(shop.ctx, other.id)
  await moveDelivery(shop.ctx, { orderId: other.id, to: 'shipped' })
  await shop.db.transaction(tx =>
    moveUnits(tx, [{ variantId, units: 3, from: 'supplier', to: 'shelf' }], {
      warehouseId: north?.id ?? '',
      reason: 'received',
      causeId: uuidv7(),
      actor,
    }),
  )
  await confirmedOrder(shop, { lines: [{ sku: 'USUAL', quantity: 1 }] })
  expect(await checkpointsOf(variantId)).toEqual(before)
  await expectAsSlow(variantId, [...moments, new Date(Date.now() - 19 * DAY_MS)])
  await expectSound()
})

test('Nothing is summed up past what a transaction may still be writing', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'OPEN', units: { north: 0 } })
  const [north] = places
  const sql = shop.db.$client
  const write = await sql.reserve()
  try {
    await write`begin`
    const [began] = await write<
      { ms: number }[]
    >`select pg_current_xact_id(), (extract(epoch from now()) * 1000)::float8 as ms`
    // The row's time is an hour before a moment at which the transaction was already running.
    const ms = Math.ceil(began?.ms ?? 0) + 5
    while (Date.now() <= ms + 5);
    await sql`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor, at)
      values (${variantId}, ${north?.id ?? ''}, 5, 5, 'supplier', 'shelf', 'received', 'system:command', ${new Date(ms - HOUR_MS).toISOString()})`
    await sql`update stock_levels set on_hand = 5 where variant_id = ${variantId}`
    await keepCheckpoints(shop.ctx, { rowsBetween: 1 })
    expect(await checkpointsOf(variantId)).toEqual([])
    await write`commit`
    await keepCheckpoints(shop.ctx, { rowsBetween: 1 })
    expect(await checkpointsOf(variantId)).toHaveLength(1)
  } finally {
    write.release()
  }
})

test('While somebody writes into the past, no checkpoint is made that would miss it', async () => {
  const { variantId, moments, begin } = await livedThrough('RACE', 10)
  const write = await shop.db.$client.reserve()
  try {
    await write`begin`
    await write`insert into stock_movements (variant_id, warehouse_id, quantity, units, from_place, to_place, reason, actor, at)
      values (${variantId}, ${places[0]?.id ?? ''}, 5, 5, 'supplier', 'shelf', 'received', 'system:command', ${new Date(begin + DAY_MS).toISOString()})`
    await write`update stock_levels set on_hand = on_hand + 5 where variant_id = ${variantId} and warehouse_id = ${places[0]?.id ?? ''}`
    expect(await keepCheckpoints(shop.ctx, { rowsBetween: 7 })).toBe(0)
    await write`commit`
  } finally {
    write.release()
  }
  expect(await keepCheckpoints(shop.ctx, { rowsBetween: 7 })).toBeGreaterThan(10)
  await expectAsSlow(variantId, moments)
})
