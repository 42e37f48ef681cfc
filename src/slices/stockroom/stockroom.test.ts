import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { inventoryInvariants } from '#slices/inventory/invariants.ts'
import { stockroomInvariants } from './invariants.ts'

let shop: RestShop
let ada: Record<string, string>
let bo: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  ada = await keyFor(shop.db, '*')
  bo = await keyFor(shop.db, 'stock.read', 'stock.write')
})
afterAll(async () => {
  await expectSound()
  await shop.close()
})
beforeEach(() => {
  env().COUNT_LIMIT = 5_000
})

const at = '/api/v1/admin'
const post = (path: string, body: object, by = ada) =>
  shop.send('POST', `${at}${path}`, { headers: by, body })
const get = (path: string, by = ada) => shop.send('GET', `${at}${path}`, { headers: by })
const onHandOf = async (sku: string, warehouse = 'north') => {
  const { places } = (await get(`/stock?sku=${sku}`)).body as {
    places: { warehouse: string; onHand: number }[]
  }
  return places.find(place => place.warehouse === warehouse)?.onHand
}
const aside = async (sku: string) =>
  ((await get('/stock/aside')).body.aside as { sku: string; place: string; units: number }[])
    .filter(row => row.sku === sku)
    .map(({ place, units }) => `${units} in ${place}`)

async function expectSound() {
  for (const { number, count } of [...inventoryInvariants, ...stockroomInvariants]) {
    const [row] = await shop.db.$client.unsafe(count)
    expect(`${number}: ${row?.count}`).toBe(`${number}: 0`)
  }
}

describe('A delivery', () => {
  const delivery = (...lines: object[]) => ({
    id: uuidv7(),
    warehouse: 'north',
    supplier: 'Calder',
    reference: 'DN-1',
    lines,
  })

  test('goes onto the shelf with what is whole and into quarantine with what is not; the answer says what is over and short', async () => {
    await stockUp(shop.db, { sku: 'MUG', units: { north: 4 } })
    await stockUp(shop.db, { sku: 'NEW', units: {} })
    const body = delivery(
      { sku: 'MUG', expected: 24, accepted: 22, damaged: 1 },
      { sku: 'NEW', expected: 5, accepted: 7 },
      { sku: 'FIRST', accepted: 1 },
    )
    const answer = await post('/receipts', body)
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: body.id,
        warehouse: 'north',
        supplier: 'Calder',
        by: expect.stringMatching(/^key:/),
        lines: [
          { sku: 'FIRST', expected: null, accepted: 1, damaged: 0, over: 0, short: 0 },
          { sku: 'MUG', expected: 24, accepted: 22, damaged: 1, over: 0, short: 1 },
          { sku: 'NEW', expected: 5, accepted: 7, damaged: 0, over: 2, short: 0 },
        ],
      },
    })
    expect([await onHandOf('MUG'), await onHandOf('NEW'), await aside('MUG')]).toEqual([
      26,
      7,
      ['1 in quarantine'],
    ])
    expect(await get(`/receipts/${body.id}`)).toMatchObject({ status: 200, body: answer.body })
    expect((await get('/receipts?warehouse=north')).body.receipts).toMatchObject([
      { id: body.id, accepted: 30, damaged: 1, over: 2, short: 1 },
    ])
  })

  test('is booked in once, however often and by however many it is sent', async () => {
    await stockUp(shop.db, { sku: 'BOWL', units: { north: 0 } })
    const body = delivery({ sku: 'BOWL', accepted: 3 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('/receipts', body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
    expect(await onHandOf('BOWL')).toBe(3)
    const other = { ...body, lines: [{ sku: 'BOWL', accepted: 4 }] }
    expect(await post('/receipts', other)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    expect(await onHandOf('BOWL')).toBe(3)
  })

  test('that is wrong in one line books nothing, and the line is named', async () => {
    const wrong: [object, string][] = [
      [delivery({ sku: 'FIRST', accepted: 1 }, { sku: 'NOWHERE', accepted: 1 }), 'lines.1.sku'],
      [delivery({ sku: 'FIRST', accepted: -1 }), 'lines.0.accepted'],
      [delivery({ sku: 'FIRST', accepted: 1.5 }), 'lines.0.accepted'],
      [delivery({ sku: 'FIRST', accepted: 0 }), 'lines.0.accepted'],
      [delivery({ sku: 'FIRST', accepted: 1 }, { sku: 'FIRST', accepted: 1 }), 'lines'],
      [delivery(), 'lines'],
      [{ ...delivery({ sku: 'FIRST', accepted: 1 }), warehouse: 'nowhere' }, 'warehouse'],
      [{ ...delivery({ sku: 'FIRST', accepted: 1 }), id: 'one' }, 'id'],
    ]
    const before = await onHandOf('FIRST')
    for (const [body, path] of wrong)
      expect(await post('/receipts', body)).toMatchObject({
        status: 422,
        body: { errors: expect.arrayContaining([expect.objectContaining({ path })]) },
      })
    expect(await onHandOf('FIRST')).toBe(before)
  })

  test('of two thousand lines is one receipt', async () => {
    const skus = Array.from({ length: 2_000 }, (_, index) => `BULK-${index}`)
    const { variantId } = await stockUp(shop.db, { sku: 'BULK', units: {} })
    await shop.db.$client`
      insert into variants (id, product_id, sku, options, position, active)
      select uuidv7(), product_id, 'BULK-' || n, jsonb_build_object('n', n), n + 1, true from variants, generate_series(0, 1999) n where id = ${variantId}`
    const body = delivery(...skus.map(sku => ({ sku, accepted: 2 })))
    expect((await post('/receipts', body)).status).toBe(201)
    expect(await onHandOf('BULK-1999')).toBe(2)
    expect(
      await post('/receipts', delivery(...[...skus, 'FIRST'].map(sku => ({ sku, accepted: 1 })))),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'lines' }] },
    })
  })

  test('needs the right to change stock', async () => {
    const reads = await keyFor(shop.db, 'stock.read')
    expect((await post('/receipts', delivery({ sku: 'FIRST', accepted: 1 }), reads)).status).toBe(403)
    expect((await get('/receipts', reads)).status).toBe(200)
    expect((await get(`/receipts/${uuidv7()}`, reads)).status).toBe(404)
  })
})

describe('A count', () => {
  const count = (...lines: object[]) => ({ id: uuidv7(), warehouse: 'north', lines })
  const linesOf = ({ body }: { body: Record<string, unknown> }) => body.lines as Record<string, unknown>[]

  test('books a small difference at once and leaves a large one to a second person', async () => {
    await stockUp(shop.db, { sku: 'CUP', priceMinor: 1_000, units: { north: 10 } })
    await stockUp(shop.db, { sku: 'VASE', priceMinor: 1_000, units: { north: 10 } })
    await stockUp(shop.db, { sku: 'RUG', priceMinor: 1_000, units: { north: 10 } })
    const body = count({ sku: 'CUP', counted: 5 }, { sku: 'RUG', counted: 10 }, { sku: 'VASE', counted: 4 })
    const answer = await post('/counts', body)
    expect(answer).toMatchObject({
      status: 201,
      body: {
        lines: [
          { sku: 'CUP', state: 'booked', counted: 5, expected: 10, difference: -5 },
          { sku: 'RUG', state: 'matched', difference: 0 },
          { sku: 'VASE', state: 'recount', difference: -6 },
        ],
      },
    })
    expect([await onHandOf('CUP'), await onHandOf('VASE')]).toEqual([5, 10])
    expect((await get('/counts?waits=true')).body.counts).toMatchObject([
      { id: body.id, lines: 3, waiting: 1, differences: 1 },
    ])
    const again = (counted: number, by: Record<string, string>) =>
      post(`/counts/${body.id}/again`, { lines: [{ sku: 'VASE', counted }] }, by)
    expect(linesOf(await again(4, ada))).toContainEqual(
      expect.objectContaining({ sku: 'VASE', state: 'recount', turns: 2 }),
    )
    expect(linesOf(await again(3, bo))).toContainEqual(
      expect.objectContaining({ state: 'recount', turns: 3 }),
    )
    expect(linesOf(await again(4, bo))).toContainEqual(
      expect.objectContaining({ state: 'booked', difference: -6, turns: 4 }),
    )
    expect(await onHandOf('VASE')).toBe(4)
    expect(await again(5, bo)).toMatchObject({ status: 409 })
  })

  test('is approved by somebody who did not count, or dropped', async () => {
    for (const sku of ['CLOCK', 'STOOL'])
      await stockUp(shop.db, { sku, priceMinor: 9_000, units: { north: 10 } })
    const body = count({ sku: 'CLOCK', counted: 12 }, { sku: 'STOOL', counted: 0 })
    await post('/counts', body)
    const end = (verb: string, by: Record<string, string>, skus?: string[]) =>
      post(`/counts/${body.id}/${verb}`, { skus, reason: 'Looked at it' }, by)
    expect(await end('approve', ada, ['CLOCK'])).toMatchObject({ status: 409 })
    expect(linesOf(await end('approve', bo, ['CLOCK']))).toMatchObject([
      { sku: 'CLOCK', state: 'booked' },
      { sku: 'STOOL', state: 'recount' },
    ])
    for (const _ of [1, 2])
      expect(linesOf(await end('drop', ada))).toMatchObject([
        { state: 'booked' },
        { sku: 'STOOL', state: 'dropped' },
      ])
    expect([await onHandOf('CLOCK'), await onHandOf('STOOL')]).toEqual([12, 10])
    expect(await post(`/counts/${uuidv7()}/approve`, { reason: 'No such' }, bo)).toMatchObject({
      status: 404,
    })
  })

  test('is compared with the books at the moment of counting, so that work may go on', async () => {
    await stockUp(shop.db, { sku: 'LAMP', priceMinor: 100, units: { north: 10 } })
    const counting = new Date(Date.now() - 1).toISOString()
    await post('/receipts', { id: uuidv7(), warehouse: 'north', lines: [{ sku: 'LAMP', accepted: 20 }] })
    const answer = await post('/counts', count({ sku: 'LAMP', counted: 9, at: counting }))
    expect(linesOf(answer)).toMatchObject([{ expected: 10, difference: -1, state: 'booked' }])
    expect(await onHandOf('LAMP')).toBe(29)
  })

  test('never breaks a promise: a line of which too much is missing waits until orders are cancelled', async () => {
    await stockUp(shop.db, { sku: 'CHAIR', priceMinor: 100, units: { north: 5 } })
    await confirmedOrder(shop, { lines: [{ sku: 'CHAIR', quantity: 4 }] })
    const body = count({ sku: 'CHAIR', counted: 3 })
    expect(linesOf(await post('/counts', body))).toMatchObject([{ state: 'promised', difference: -2 }])
    expect(await post(`/counts/${body.id}/approve`, { reason: 'Gone' }, bo)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('4 units are promised to orders') },
    })
    expect(await onHandOf('CHAIR')).toBe(5)
  })

  test('is written down once, and one from the future or from long ago is refused', async () => {
    await stockUp(shop.db, { sku: 'TRAY', priceMinor: 100, units: { north: 5 } })
    const body = count({ sku: 'TRAY', counted: 4 })
    const answers = await Promise.all([1, 2, 3].map(() => post('/counts', body)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await onHandOf('TRAY')).toBe(4)
    expect(await post('/counts', { ...body, lines: [{ sku: 'TRAY', counted: 3 }] })).toMatchObject({
      status: 422,
    })
    for (const days of [-1, 8]) {
      const moment = new Date(Date.now() - days * 86_400_000).toISOString()
      expect(await post('/counts', count({ sku: 'TRAY', counted: 3, at: moment }))).toMatchObject({
        status: 409,
      })
    }
    expect(await onHandOf('TRAY')).toBe(4)
  })

  test('whose shelf was counted again since and found right is not approved, and one that comes late books nothing', async () => {
    await stockUp(shop.db, { sku: 'RACK', priceMinor: 9_000, units: { north: 1 } })
    await stockUp(shop.db, { sku: 'HOOK', priceMinor: 100, units: { north: 1 } })
    const found = count({ sku: 'RACK', counted: 3 })
    await post('/counts', found)
    const late = count({ sku: 'HOOK', counted: 2, at: new Date(Date.now() - 1).toISOString() })
    for (const sku of ['RACK', 'HOOK']) await post('/counts', count({ sku, counted: 1 }))
    await post('/counts', late)
    for (const { id } of [found, late])
      expect(await post(`/counts/${id}/approve`, { reason: 'There' }, bo)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('counted again since') },
      })
    for (const sku of ['RACK', 'HOOK']) expect(await onHandOf(sku)).toBe(1)
    for (const { id } of [found, late]) await post(`/counts/${id}/drop`, { reason: 'Gone again' })
  })

  test('books a difference once, also when two counts found it, or a device sends its own late', async () => {
    for (const sku of ['SHELF-A', 'SHELF-B'])
      await stockUp(shop.db, { sku, priceMinor: 9_000, units: { north: 10 } })
    const before = new Date(Date.now() - 1).toISOString()
    const [first, second] = [count({ sku: 'SHELF-A', counted: 4 }), count({ sku: 'SHELF-A', counted: 4 })]
    for (const body of [first, second]) await post('/counts', body)
    const approve = ({ id }: { id: string }) => post(`/counts/${id}/approve`, { reason: 'Gone' }, bo)
    expect((await approve(first)).status).toBe(200)
    expect(await approve(second)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('corrected since it was counted') },
    })
    expect(await onHandOf('SHELF-A')).toBe(4)
    const again = await post(`/counts/${second.id}/again`, { lines: [{ sku: 'SHELF-A', counted: 4 }] })
    expect(linesOf(again)).toMatchObject([{ state: 'matched' }])
    env().COUNT_LIMIT = 1_000_000
    await post('/counts', count({ sku: 'SHELF-B', counted: 4 }))
    expect(linesOf(await post('/counts', count({ sku: 'SHELF-B', counted: 4, at: before })))).toMatchObject([
      { state: 'recount' },
    ])
    expect(await onHandOf('SHELF-B')).toBe(4)
  })

  test('whose answer was lost may be sent again', async () => {
    await stockUp(shop.db, { sku: 'BELL', priceMinor: 9_000, units: { north: 10 } })
    const body = count({ sku: 'BELL', counted: 4 })
    await post('/counts', body)
    const again = (counted: number) =>
      post(`/counts/${body.id}/again`, { lines: [{ sku: 'BELL', counted }] }, bo)
    for (const _ of [1, 2]) expect(linesOf(await again(4))).toMatchObject([{ state: 'booked', turns: 2 }])
    expect(await again(5)).toMatchObject({ status: 409 })
    expect(await onHandOf('BELL')).toBe(4)
  })

  test('puts nothing into a closed warehouse, which holds nothing set aside either', async () => {
    await post('/warehouses', { code: 'shed', name: 'The shed' })
    const move = (state: string) =>
      shop.send('PATCH', `${at}/warehouses/shed`, { headers: ada, body: { state, reason: 'Not needed' } })
    const receipt = { id: uuidv7(), warehouse: 'shed', lines: [{ sku: 'FIRST', accepted: 0, damaged: 1 }] }
    await post('/receipts', receipt)
    expect(await move('closed')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('It still holds 1 unit') },
    })
    const scrap = {
      sku: 'FIRST',
      warehouse: 'shed',
      from: 'quarantine',
      to: 'scrap',
      quantity: 1,
      reason: 'Broken',
    }
    await post('/stock/aside', { id: uuidv7(), ...scrap })
    expect((await move('closed')).status).toBe(200)
    for (const [path, body] of [
      ['/receipts', { ...receipt, id: uuidv7() }],
      ['/counts', { ...count({ sku: 'FIRST', counted: 1 }), warehouse: 'shed' }],
    ] as const) {
      env().COUNT_LIMIT = 1_000_000
      expect(await post(path, body)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('Warehouse shed is closed') },
      })
    }
  })

  test('of a thing without a price always needs a second person', async () => {
    const { variantId } = await stockUp(shop.db, { sku: 'GIFT', units: { north: 5 } })
    await shop.db.$client`update prices set valid_to = now() where variant_id = ${variantId}`
    expect(linesOf(await post('/counts', count({ sku: 'GIFT', counted: 4 })))).toMatchObject([
      { state: 'recount' },
    ])
  })
})

test('The lists are read in pages, each row once', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'PAGED', units: { north: 0 } })
  await shop.db.$client`
    insert into receipts (id, warehouse_id, input_hash, actor, received_at)
    select uuidv7(), w.id, '', 'system:command', '2020-01-01' from generate_series(1, 60), warehouses w where w.code = 'south'`
  await shop.db.$client`
    insert into counts (id, warehouse_id, input_hash, actor, counted_at)
    select uuidv7(), w.id, '', 'system:command', '2020-01-01' from generate_series(1, 60), warehouses w where w.code = 'south'`
  await shop.db.$client`
    insert into variants (id, product_id, sku, options, position, active)
    select uuidv7(), product_id, 'PAGED ' || n, jsonb_build_object('n', n), n + 1, true from variants, generate_series(1, 60) n where id = ${variantId}`
  const lines = Array.from({ length: 60 }, (_, index) => ({
    sku: `PAGED ${index + 1}`,
    accepted: 0,
    damaged: 1,
  }))
  await post('/receipts', { id: uuidv7(), warehouse: 'south', lines })
  for (const [path, rows] of [
    ['/receipts?warehouse=south', 'receipts'],
    ['/counts?warehouse=south', 'counts'],
    ['/stock/aside?', 'aside'],
  ] as const) {
    const seen: string[] = []
    for (let next = ''; ; ) {
      const { body } = await get(`${path}${next && `&cursor=${next}`}`)
      seen.push(...(body[rows] as object[]).map(row => JSON.stringify(row)))
      if (!body.nextCursor) break
      next = String(body.nextCursor)
    }
    expect(seen.length, path).toBeGreaterThanOrEqual(60)
    expect(new Set(seen).size, path).toBe(seen.length)
    expect(await get(`${path}&cursor=nonsense`)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'cursor' }] },
    })
  }
})

test('A process that dies before the commit has booked nothing, and the same send again books it once', async () => {
  await stockUp(shop.db, { sku: 'PAN', priceMinor: 100, units: { north: 5 } })
  const receipt = { id: uuidv7(), warehouse: 'north', lines: [{ sku: 'PAN', accepted: 2 }] }
  const counted = { id: uuidv7(), warehouse: 'north', lines: [{ sku: 'PAN', counted: 6 }] }
  for (const [point, path, body, before, after] of [
    ['receipt.in', '/receipts', receipt, 5, 7],
    ['count.in', '/counts', counted, 7, 6],
  ] as const) {
    strikeWith(struck => {
      if (struck === point) throw new Error('the process died')
    })
    expect((await post(path, body)).status).toBe(500)
    strikeWith(undefined)
    expect(await onHandOf('PAN')).toBe(before)
    for (const _ of [1, 2]) expect((await post(path, body)).status).toBe(201)
    expect(await onHandOf('PAN')).toBe(after)
  }
})

test('What arrived damaged goes back, to scrap or onto the shelf, once and never more than there is', async () => {
  await stockUp(shop.db, { sku: 'JUG', units: { north: 1 } })
  await post('/receipts', {
    id: uuidv7(),
    warehouse: 'north',
    lines: [{ sku: 'JUG', accepted: 0, damaged: 6 }],
  })
  const sort = (to: string, quantity: number, id = uuidv7()) =>
    post('/stock/aside', {
      id,
      sku: 'JUG',
      warehouse: 'north',
      from: 'quarantine',
      to,
      quantity,
      reason: 'Looked at it',
    })
  const id = uuidv7()
  for (const _ of [1, 2]) expect((await sort('supplier', 2, id)).body.aside).toMatchObject([{ units: 4 }])
  expect(await sort('supplier', 3, id)).toMatchObject({ status: 422 })
  await sort('scrap', 1)
  await sort('shelf', 2)
  expect([await onHandOf('JUG'), await aside('JUG')]).toEqual([3, ['1 in quarantine']])
  const raced = await Promise.all([1, 2, 3].map(() => sort('shelf', 1)))
  expect(raced.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(await sort('shelf', 1)).toMatchObject({ status: 409, body: { detail: 'Nothing of JUG is there.' } })
  const repaired = {
    id: uuidv7(),
    sku: 'JUG',
    warehouse: 'north',
    from: 'repair',
    to: 'supplier',
    quantity: 1,
    reason: 'No',
  }
  expect(await post('/stock/aside', repaired)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'to' }] },
  })
  const { body } = await get('/audit?entity=variant&entityId=JUG')
  expect(
    (body.entries as { action: string }[]).filter(({ action }) => action === 'stock.sort').length,
  ).toBeGreaterThan(3)
})
