import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import type { OrderEvent } from '../events.ts'
import { countCap, everyOrder, numberIn, phoneIn, type StaffListInput, searchWords } from './filter.ts'
import { STAFF_PAGE_SIZE } from './list-queries.ts'
import { ada, confirmed, makeOrder, shopper, staffCaller, type TestOrder } from './test-orders.ts'
import { loadStaffOrdersParams } from './ui/orders-params.ts'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('the staff list', () => {
  let shop: TestShop
  let list: (filter?: Partial<StaffListInput>) => Promise<string[]>
  const testOrders: Record<string, TestOrder> = {}

  beforeAll(async () => {
    shop = await openTestShop()
    const paid = confirmed()
    testOrders.waiting = await makeOrder(shop, { at: minutesAgo(1), email: 'waiting@example.com' })
    testOrders.stuck = await makeOrder(shop, { at: minutesAgo(5) })
    testOrders.toShip = await makeOrder(shop, {
      at: minutesAgo(10),
      events: [paid],
      email: 'zoe_100%@example.com',
      name: 'Zoë Ångström',
    })
    testOrders.shipped = await makeOrder(shop, {
      at: minutesAgo(20),
      events: [paid, { type: 'order.shipped', data: { carrier: 'Royal Parcel', trackingNumber: 'RP1' } }],
    })
    testOrders.declined = await makeOrder(shop, {
      at: minutesAgo(30),
      events: [{ type: 'order.declined', data: { paymentId: uuidv7(), code: 'card_declined' } }],
    })
    testOrders.refunded = await makeOrder(shop, {
      at: minutesAgo(40),
      events: [
        paid,
        { type: 'order.cancelled', data: { reason: 'customer asked' } },
        { type: 'order.refunded', data: { refundId: uuidv7(), amountMinor: 2400, reason: 'customer asked' } },
      ],
    })
    testOrders.reviewed = await makeOrder(shop, {
      at: minutesAgo(50),
      events: [paid, { type: 'order.put_under_review', data: { reason: 'amounts differ' } }],
    })
    testOrders.old = await makeOrder(shop, {
      at: new Date('2026-03-29T00:30:00Z'),
      events: [paid, { type: 'order.shipped', data: { carrier: 'Royal Parcel', trackingNumber: 'RP2' } }],
    })
    const names = new Map(Object.entries(testOrders).map(([name, order]) => [order.id, name]))
    list = async filter =>
      (await staffCaller(shop, ada).list({ ...everyOrder, ...filter })).rows.map(
        row => names.get(row.id) ?? row.id,
      )
  })
  afterAll(() => shop.close())

  test('orders are listed newest first', async () => {
    expect(await list()).toEqual([
      'waiting',
      'stuck',
      'toShip',
      'shipped',
      'declined',
      'refunded',
      'reviewed',
      'old',
    ])
  })

  test('each view holds the orders its name promises', async () => {
    expect(await list({ view: 'to-ship' })).toEqual(['toShip', 'reviewed'])
    expect(await list({ view: 'processing' })).toEqual(['waiting', 'stuck'])
    expect(await list({ view: 'problems' })).toEqual(['stuck', 'reviewed'])
    expect(await list({ view: 'refunded' })).toEqual(['refunded'])
  })

  test('an order with a dead letter is a problem', async () => {
    await shop.db
      .$client`insert into pgboss.job (name, data) values ('order.shipped.dead', ${JSON.stringify({ orderId: testOrders.shipped?.id })}::text::jsonb)`
    expect(await list({ view: 'problems' })).toEqual(['stuck', 'shipped', 'reviewed'])
    await shop.db.$client`delete from pgboss.job where name = 'order.shipped.dead'`
  })

  test('filters narrow a view together', async () => {
    expect(await list({ state: 'declined' })).toEqual(['declined'])
    expect(await list({ money: 'paid', delivery: 'shipped' })).toEqual(['shipped', 'old'])
    expect(await list({ view: 'to-ship', money: 'refunded' })).toEqual([])
  })

  test('a day in the year 0 is refused, and a link with such a day opens the list without it', async () => {
    for (const day of ['0000-01-01', '0000-12-31'])
      await expect(list({ from: day })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const link = new URLSearchParams({ from: '0000-01-01', to: '2026-02-30', state: 'confirmed' })
    expect(loadStaffOrdersParams(link)).toMatchObject({ from: null, to: null, state: 'confirmed' })
  })

  test('days are whole days in London, both ends included', async () => {
    expect(await list({ from: '2026-03-29', to: '2026-03-29' })).toEqual(['old'])
    expect(await list({ to: '2026-03-28' })).toEqual([])
    expect(await list({ to: '2026-03-29' })).toEqual(['old'])
  })

  test('a search finds number, e-mail and name, in any case, word by word', async () => {
    expect(await list({ search: testOrders.declined?.number.toLowerCase() ?? '' })).toEqual(['declined'])
    expect(await list({ search: 'WAITING@' })).toEqual(['waiting'])
    expect(await list({ search: 'ÅngsTRöm zoë' })).toEqual(['toShip'])
    expect(await list({ search: 'nobody' })).toEqual([])
  })

  test('a percent sign or an underscore is searched for as itself', async () => {
    expect(await list({ search: 'zoe_100%' })).toEqual(['toShip'])
    expect(await list({ search: 'zoe%' })).toEqual([])
    expect(await list({ search: 'g_gstrom' })).toEqual([])
  })

  test('counts say how many orders each view holds under the other filters', async () => {
    const { view: _view, ...filter } = everyOrder
    expect(await staffCaller(shop, ada).counts({ ...filter, view: 'all' })).toEqual({
      all: 8,
      'to-ship': 2,
      'not-picked': 1,
      processing: 2,
      problems: 2,
      refunded: 1,
    })
    expect(await staffCaller(shop, ada).counts({ ...filter, view: 'refunded', search: 'zoë' })).toEqual({
      all: 1,
      'to-ship': 1,
      'not-picked': 0,
      processing: 0,
      problems: 0,
      refunded: 0,
    })
  })

  test('an exact number leads to its order, and an unknown number to none', async () => {
    const caller = staffCaller(shop, ada)
    expect(await caller.idOfNumber({ number: testOrders.toShip?.number ?? '' })).toBe(testOrders.toShip?.id)
    expect(await caller.idOfNumber({ number: 'O-0000-0000' })).toBeNull()
  })

  test('an order that waits for its shopper at the bank is no problem before its stock hold ends', async () => {
    const asked: OrderEvent = { type: 'order.payment_action_required', data: { paymentId: uuidv7() } }
    const { id } = await makeOrder(shop, { at: minutesAgo(9), events: [asked] })
    expect(await list({ view: 'problems' })).not.toContain(id)
    const late = await staffCaller(shop, ada, () => minutesAgo(-4)).list({ ...everyOrder, view: 'problems' })
    expect(late.rows.map(row => row.id)).toContain(id)
  })

  test('an order of which a part has left is still to ship, and nobody waits for it to be picked', async () => {
    const parcels = ['north', 'south'].map(warehouse => ({
      id: uuidv7(),
      warehouseId: uuidv7(),
      warehouse,
      lines: [{ lineId: uuidv7(), quantity: 1 }],
    }))
    const parcelId = parcels[0]?.id ?? ''
    const { id } = await makeOrder(shop, {
      at: minutesAgo(60),
      email: 'split@example.com',
      events: [
        confirmed(),
        { type: 'order.parcels_planned', data: { parcels } },
        { type: 'order.parcel_shipped', data: { parcelId, carrier: 'Royal Parcel', trackingNumber: 'RP3' } },
      ],
    })
    expect(await list({ view: 'to-ship' })).toContain(id)
    expect(await list({ view: 'to-ship', delivery: 'partly_shipped' })).toEqual([id])
    expect(await list({ delivery: 'partly_shipped', search: 'split@' })).toEqual([id])
    expect(await list({ delivery: 'shipped' })).not.toContain(id)
    expect(await list({ view: 'not-picked' })).not.toContain(id)
    const { view: _view, ...filter } = everyOrder
    const counts = await staffCaller(shop, ada).counts({ ...filter, view: 'all', search: 'split@' })
    expect(counts).toMatchObject({ all: 1, 'to-ship': 1, 'not-picked': 0 })
    expect(await staffCaller(shop, ada).counts({ ...filter, view: 'to-ship' })).toMatchObject({
      'to-ship': 3,
    })
  })

  test('visitors and customers are refused, staff are not', async () => {
    const { view: _view, ...filter } = everyOrder
    for (const [visitor, code] of [
      [null, 'UNAUTHORIZED'],
      [shopper, 'FORBIDDEN'],
    ] as const) {
      const caller = staffCaller(shop, visitor)
      await expect(caller.list(everyOrder)).rejects.toMatchObject({ code })
      await expect(caller.counts({ ...filter, view: 'all' })).rejects.toMatchObject({ code })
      await expect(caller.today()).rejects.toMatchObject({ code })
      await expect(caller.idOfNumber({ number: 'O-0000-0000' })).rejects.toMatchObject({ code })
      await expect(caller.order({ orderId: testOrders.toShip?.id ?? '' })).rejects.toMatchObject({ code })
    }
    await expect(staffCaller(shop, ada).today()).resolves.toBeDefined()
  })
})

describe('paging', () => {
  let shop: TestShop
  const ids: string[] = []

  beforeAll(async () => {
    shop = await openTestShop()
    // Three pages and a bit, and most of the orders have the same moment.
    const moment = minutesAgo(60)
    for (let count = 0; count < STAFF_PAGE_SIZE * 2 + 7; count++) {
      const { id } = await makeOrder(shop, { at: count % 20 === 0 ? minutesAgo(60 + count) : moment })
      ids.push(id)
    }
  })
  afterAll(() => shop.close())

  test('going forward through equal moments shows every order once, and going back the same pages', async () => {
    const caller = staffCaller(shop, ada)
    const first = await caller.list(everyOrder)
    const second = await caller.list({ ...everyOrder, after: first.nextAfter })
    const third = await caller.list({ ...everyOrder, after: second.nextAfter })
    const rowIds = [first, second, third].flatMap(page => page.rows.map(row => row.id))
    expect(rowIds).toHaveLength(ids.length)
    expect(new Set(rowIds)).toEqual(new Set(ids))
    expect(first.previousBefore).toBeNull()
    expect(third.nextAfter).toBeNull()

    const back = await caller.list({ ...everyOrder, before: third.previousBefore })
    expect(back.rows).toEqual(second.rows)
    const top = await caller.list({ ...everyOrder, before: back.previousBefore })
    expect(top.rows).toEqual(first.rows)
    expect(top.previousBefore).toBeNull()
  })

  test('a page is read along the index, without a sort', async () => {
    const cursor = ids[60] ?? ''
    const plan = await shop.db.$client.begin(async sql => {
      await sql`set local enable_seqscan = off`
      await sql`set local enable_bitmapscan = off`
      return sql`explain select id from orders
        where (placed_at, id) < ((select c.placed_at from orders c where c.id = ${cursor}), ${cursor}::uuid)
        order by placed_at desc nulls last, id desc nulls last limit 51`
    })
    const text = plan.map(row => row['QUERY PLAN']).join('\n')
    expect(text).toContain('Index Cond: (ROW(placed_at, id) <')
    expect(text).not.toContain('Sort')
  })

  test('a search is counted up to one above its cap, and a view to its own', async () => {
    while (ids.length < countCap('a') + 5) ids.push((await makeOrder(shop, { at: minutesAgo(60) })).id)
    const { view: _view, ...filter } = everyOrder
    const count = async (search: string) =>
      (await staffCaller(shop, ada).counts({ ...filter, view: 'all', search })).all
    expect(await count('example')).toBe(countCap('example') + 1)
    expect(await count('')).toBe(ids.length)
  })
})

describe('the text in the search box', () => {
  test.each([
    ['O-2K7F-9QXM', 'O-2K7F-9QXM'],
    ['o2k7f9qxm', 'O-2K7F-9QXM'],
    ['2k7f 9qxm', 'O-2K7F-9QXM'],
    ['ada@example.com', null],
    ['2k7f', null],
    ['2k7f-9qxu', null],
    ['', null],
  ])('%o is read as the number %o', (text, number) => {
    expect(numberIn(text)).toBe(number)
  })

  test('every word is searched for, and a sign by itself is no word', () => {
    expect(searchWords(' a  B c d - e f ')).toEqual(['a', 'B', 'c', 'd', 'e', 'f'])
    expect(searchWords(' % ')).toEqual(['%'])
  })

  test.each([
    ['+44 20 7946 0991', '79460991'],
    ['0044 (0)20-7946.0991', '79460991'],
    ['tel:+442079460991', '79460991'],
    ['(020) 7946 0991', '79460991'],
    ['794609', '794609'],
    ['7946', null],
    ['1Z 999 AA1', null],
    ['ada 7946 0991', null],
  ])('%o is read as the phone number %o', (text, digits) => {
    expect(phoneIn(text)).toBe(digits)
  })
})
