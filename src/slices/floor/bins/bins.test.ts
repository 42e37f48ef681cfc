import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { ownFloorOf } from '#proof/testing/own-floor.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { recallOrderQueue } from '#slices/fulfillment/jobs.ts'
import { warehouseOf } from '#slices/fulfillment/test-warehouse.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { takeScans } from '../scans/take-scans.ts'
import { addBins } from './add-bins.ts'
import { listArrivals, listBins } from './read-bins.ts'

type Item = { sku: string; units: number }
type Shelf = { home: string | null; onHand: number; inBins: number; inHand: number; notPutAway: number }

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  key = await keyFor(shop.db, '*')
  await floor.open()
  await floor.post('/bins', { warehouse: 'north', bins: BINS })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await floor.hear()
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  expect(
    checked.filter(({ number, violations }) => [1, 2, 3, 31, 33, 34, 43].includes(number) && violations > 0),
  ).toEqual([])
})
const floor = ownFloorOf(
  () => shop,
  () => key,
)
const { run } = warehouseOf(() => shop)
const BINS = ['A-1', 'A-2', 'A-10', 'B-1', 'Z-9']

let serial = 0
/** A thing of which so many lie in these bins, and so many more on the shelf. */
async function thing({
  bins = {},
  loose = 0,
  home,
}: {
  bins?: Record<string, number>
  loose?: number
  home?: string
}) {
  const total = Object.values(bins).reduce((sum, units) => sum + units, loose)
  const { sku } = await stockUp(shop.db, { sku: `BINNED-${++serial}`, units: { north: total } })
  if (home) await setHome(sku, home)
  for (const [bin, quantity] of Object.entries(bins))
    if (quantity) expect(await putAway(sku, bin, quantity)).toBe('put_away')
  return sku
}
const put = (path: string, body: object) => shop.send('PUT', `/api/v1/admin${path}`, { headers: key, body })
const setHome = (sku: string, bin: string | null) => put(`/variants/${sku}/bin`, { warehouse: 'north', bin })
const correct = (sku: string, onHand: number) =>
  put(`/variants/${sku}/stock`, { warehouse: 'north', onHand, reason: 'Counted' })
const receive = (sku: string, accepted: number) =>
  floor.post('/receipts', { id: uuidv7(), warehouse: 'north', lines: [{ sku, accepted }] })
async function putAway(code: string, bin: string, quantity: number) {
  const [outcome] = await floor.scan({ kind: 'put_away', warehouse: 'north', bin, code, quantity })
  return outcome
}
async function move(code: string, from: string, bin: string, quantity: number) {
  const [outcome] = await floor.scan({ kind: 'move', warehouse: 'north', from, bin, code, quantity })
  return outcome
}

/** `A-1 5, B-1 2` and what is in no bin. */
async function liesIn(sku: string) {
  const { bins, shelf } = await floor.get(`/bins?warehouse=north&sku=${sku}`)
  const units = (bins as { bin: string; items: Item[] }[]).map(
    ({ bin, items }) => `${bin} ${items.find(item => item.sku === sku)?.units}`,
  )
  const { notPutAway, inHand } = shelf as Shelf
  return [
    ...units,
    ...(notPutAway ? [`loose ${notPutAway}`] : []),
    ...(inHand ? [`hand ${inHand}`] : []),
  ].join(', ')
}
const waits = async (sku: string) =>
  ((await floor.get('/put-away?warehouse=north')).items as (Item & { suggested: string | null })[]).find(
    item => item.sku === sku,
  )
/** The counts that wait for somebody to count it. */
async function asked(sku: string) {
  const counts = (await floor.get('/counts?warehouse=north&waits=true')).counts as { id: string }[]
  const all = await Promise.all(counts.map(async ({ id }) => floor.get(`/counts/${id}`)))
  return all.filter(({ lines }) => (lines as Item[]).some(line => line.sku === sku))
}
const waitHere = async () => {
  const floors = (await floor.get('/floors')).floors as { code: string; toPutAway: number }[]
  return floors.find(({ code }) => code === 'north')?.toPutAway ?? 0
}
async function ordered(sku: string, quantity: number) {
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity }] })
  await floor.handOver(order)
  return order
}
/** The walk of a wave of all that waits: `A-1 3` for each grab. */
async function walk(kind = 'cluster') {
  const wave = await floor.wave(kind)
  const tasks = await floor.tasks(wave.id)
  return { id: wave.id, tasks, grabs: tasks.map(({ bin, wanted }) => `${bin ?? 'nowhere'} ${wanted}`) }
}
const scan = (kind: 'pick' | 'short', task: { id: string; sku: string } | undefined, quantity: number) =>
  floor.scan({ kind, task: task?.id ?? '', code: task?.sku ?? '', quantity })

describe('What came', () => {
  test('waits to be put away, is suggested its home, and lies in its bins by the books once it is scanned there', async () => {
    const sku = await thing({ home: 'A-2' })
    expect(await waits(sku)).toBeUndefined()
    await receive(sku, 5)
    expect(await waits(sku)).toMatchObject({ units: 5, suggested: 'A-2' })
    const later = await thing({})
    await receive(later, 1)
    const all = ((await floor.get('/put-away?warehouse=north')).items as Item[]).map(item => item.sku)
    expect(all.indexOf(sku)).toBeLessThan(all.indexOf(later))
    expect(await putAway(sku, 'A-3', 1)).toBe('unknown')
    expect(await putAway('NO-SUCH', 'A-2', 1)).toBe('unknown')
    expect(await putAway(sku, 'A-2', 6)).toBe('too_many')
    expect(await putAway(sku.toLowerCase(), 'a-2', 3)).toBe('put_away')
    expect(await waits(sku)).toMatchObject({ units: 2 })
    expect(await putAway(sku, 'B-1', 2)).toBe('put_away')
    expect(await waits(sku)).toBeUndefined()
    expect(await putAway(sku, 'B-1', 1)).toBe('too_many')
    expect(await liesIn(sku)).toBe('A-2 3, B-1 2')
  })

  test('goes from one bin into another, as far as that bin has it', async () => {
    const sku = await thing({ bins: { 'A-1': 3 }, loose: 4 })
    expect(await move(sku, 'A-1', 'Z-9', 2)).toBe('moved')
    expect(await move(sku, 'A-1', 'Z-9', 2)).toBe('too_many')
    expect(await move(sku, 'B-1', 'Z-9', 1)).toBe('too_many')
    expect(await move(sku, 'A-1', 'NOT-THERE', 1)).toBe('unknown')
    expect(await liesIn(sku)).toBe('A-1 1, Z-9 2, loose 4')
    const same = {
      id: uuidv7(),
      kind: 'move',
      warehouse: 'north',
      from: 'A-1',
      bin: 'A-1',
      code: sku,
      quantity: 1,
    }
    expect((await floor.post('/scans', [{ ...same, at: new Date().toISOString() }])).status).toBe(422)
  })

  test('counts once however often its scan is sent', async () => {
    const sku = await thing({ loose: 4 })
    const sent = {
      id: uuidv7(),
      kind: 'put_away',
      warehouse: 'north',
      bin: 'A-1',
      code: sku,
      quantity: 2,
    } as const
    for (const _ of ['once', 'again'])
      expect(await floor.scan({ ...sent, at: '2026-11-29T10:00:00Z' } as typeof sent)).toEqual(['put_away'])
    expect(await liesIn(sku)).toBe('A-1 2, loose 2')
  })

  test('is put away on our own floors alone, and by those who work there', async () => {
    const sku = await thing({ loose: 1 })
    const there = { kind: 'put_away', bin: 'A-1', code: sku, quantity: 1 } as const
    expect(await floor.scan({ ...there, warehouse: 'south' })).toEqual(['not_ready'])
    expect(await floor.scan({ ...there, warehouse: 'nowhere' })).toEqual(['unknown'])
  })
})

describe('The bins of a warehouse', () => {
  test('are listed in the order of the walk, one page behind the other, and a new home makes its own', async () => {
    const sku = await thing({})
    await setHome(sku, 'C-7')
    const codes = Array.from({ length: 60 }, (_, index) => `D-${index + 1}`)
    for (const _ of ['once', 'again'])
      expect((await floor.post('/bins', { warehouse: 'north', bins: codes })).status).toBe(200)
    const listed: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await floor.get(`/bins?warehouse=north&cursor=${cursor}`)
      listed.push(...(page.bins as { bin: string }[]).map(({ bin }) => bin))
      cursor = page.nextCursor as string | null
    }
    expect(listed).toEqual(['A-1', 'A-2', 'A-10', 'B-1', 'C-7', ...codes, 'Z-9'])
    const [one] = (await floor.get('/bins?warehouse=north&bin=c-7')).bins as object[]
    expect(one).toEqual({ bin: 'C-7', zone: 'C', items: [] })
    expect(await floor.get('/bins?warehouse=north&sku=NO-SUCH')).toEqual({
      bins: [],
      shelf: null,
      nextCursor: null,
    })
  })
})

test('A warehouse has at most 50,000 bins, and those who may not write stock make none', async () => {
  await shop.db.$client`
    insert into bins (warehouse_id, code, walk_key) select w.id, 'X-' || n, 'X-' || n from warehouses w, generate_series(1, 50000) n where w.code = 'south'`
  expect((await floor.post('/bins', { warehouse: 'south', bins: ['X-1'] })).status).toBe(200)
  expect(await floor.post('/bins', { warehouse: 'south', bins: ['X-1', 'Y-1'] })).toMatchObject({
    status: 409,
    body: { detail: 'A warehouse has at most 50,000 bins.' },
  })
  const bound = await keyFor(shop.db, 'floor.work')
  expect((await floor.post('/bins', { warehouse: 'north', bins: ['Y-1'] }, bound)).status).toBe(403)
})

test('Somebody whose role is bound to another warehouse neither sees the bins nor puts anything into them', async () => {
  const sku = await thing({ loose: 1 })
  const [south] = await shop.db.$client<{ id: string }[]>`select id from warehouses where code = 'south'`
  const ctx = { ...shop.ctx, rights: [`floor.work@${south?.id}`, `stock.write@${south?.id}`] }
  expect(await listBins(ctx, { warehouse: 'north', bin: null, item: null, after: null })).toBeNull()
  expect(await listArrivals(ctx, 'north')).toBeNull()
  const put = {
    id: uuidv7(),
    kind: 'put_away' as const,
    warehouse: 'north',
    bin: 'A-1',
    code: sku,
    quantity: 1,
  }
  expect(await takeScans(ctx, [{ ...put, at: new Date().toISOString() }])).toMatchObject([
    { outcome: 'unknown' },
  ])
  await expect(addBins(ctx, { warehouse: 'north', bins: ['Y-1'] })).rejects.toThrow(
    /Your role does not count/,
  )
})

describe('A walk', () => {
  test('fetches from several bins in their order, and from the home what no bin has by the books', async () => {
    const sku = await thing({ bins: { 'A-10': 2, 'A-2': 1 }, loose: 5, home: 'B-1' })
    await ordered(sku, 5)
    const { tasks, grabs, id } = await walk()
    expect(grabs).toEqual(['A-2 1', 'A-10 2', 'B-1 2'])
    for (const task of tasks) expect(await scan('pick', task, task.wanted)).toEqual(['picked'])
    expect(await liesIn(sku)).toBe('loose 3, hand 5')
    expect(await floor.tasks(id)).toHaveLength(3)
  })

  test('shares a bin out to the totes of a trolley, and leaves what an earlier wave is about to fetch', async () => {
    const sku = await thing({ bins: { 'A-1': 3, 'A-2': 9 } })
    await ordered(sku, 2)
    expect((await walk()).grabs).toEqual(['A-1 2'])
    await ordered(sku, 2)
    await ordered(sku, 2)
    const { tasks, grabs } = await walk()
    expect(grabs).toEqual(['A-1 1', 'A-2 3'])
    expect(tasks.map(({ parcels }) => parcels.map(({ slot, wanted }) => [slot, wanted]))).toEqual([
      [[1, 1]],
      [
        [1, 1],
        [2, 2],
      ],
    ])
  })

  test('goes on to the next bin where the books took units from one after a wave was sent there', async () => {
    const sku = await thing({ bins: { 'A-1': 3, 'A-2': 2 } })
    await ordered(sku, 2)
    await ordered(sku, 1)
    expect((await walk()).grabs).toEqual(['A-1 3'])
    await shop.db.$client`update bin_levels set units = 2 where bin = 'A-1' and units = 3`
    await ordered(sku, 2)
    expect((await walk()).grabs).toEqual(['A-2 2'])
  })

  test('finds what was moved meanwhile: the books of the other bins give way', async () => {
    const sku = await thing({ bins: { 'A-1': 3 } })
    await ordered(sku, 2)
    const { tasks } = await walk()
    expect(await move(sku, 'A-1', 'Z-9', 3)).toBe('moved')
    expect(await scan('pick', tasks[0], 2)).toEqual(['picked'])
    expect(await liesIn(sku)).toBe('Z-9 1, hand 2')
  })
})

describe('What a bin does not have', () => {
  test('is fetched from the other bins on the same walk, and the bin has what is left; somebody is asked to count', async () => {
    const sku = await thing({ bins: { 'A-1': 4, 'A-2': 1, 'Z-9': 6 } })
    const order = await ordered(sku, 4)
    const { id, tasks } = await walk()
    expect(await scan('short', tasks[0], 3)).toEqual(['short_noted'])
    expect(await liesIn(sku)).toBe('A-1 1, A-2 1, Z-9 6, loose 3')
    expect(await waits(sku)).toBeUndefined()
    const now = await floor.tasks(id)
    expect(now.map(({ bin, wanted, short }) => `${bin} ${wanted} ${short}`)).toEqual([
      'A-1 4 3',
      'A-2 1 0',
      'Z-9 2 0',
    ])
    expect(await floor.on('short')).toEqual([])
    for (const task of now) await scan('pick', task, task.wanted - task.short)
    expect((await floor.on('picked')).map(({ id }) => id)).toContain(order.id)
    expect(await liesIn(sku)).toBe('Z-9 4, loose 3, hand 4')
    const [count] = await asked(sku)
    expect(count?.lines).toMatchObject([{ sku, state: 'recount', turns: 0 }])
    expect(await floor.post(`/counts/${count?.id}/approve`, { reason: 'Sure' })).toMatchObject({
      status: 409,
      body: { detail: 'Nobody has counted this shelf yet. Count it, or drop this line.' },
    })
    // What is missing is written off, and the bins stay as they were.
    await floor.post(`/counts/${count?.id}/again`, { lines: [{ sku, counted: 8 }] })
    const other = await keyFor(shop.db, '*')
    await floor.post(`/counts/${count?.id}/again`, { lines: [{ sku, counted: 8 }] }, other)
    expect(await liesIn(sku)).toBe('Z-9 4, hand 4')
    await floor.post(`/parcels/${order.id}/pack`)
    await floor.post(`/parcels/${order.id}/hand-over`)
    await floor.hear()
    expect(await liesIn(sku)).toBe('Z-9 4')
  })

  test('is short for a person once no bin has it', async () => {
    const sku = await thing({ bins: { 'A-1': 2, 'A-2': 1 } })
    const order = await ordered(sku, 3)
    const { id } = await walk()
    const [first, second] = await floor.tasks(id)
    expect(await scan('short', second, 1)).toEqual(['short_noted'])
    expect(await floor.on('short')).toMatchObject([{ id: order.id }])
    expect(await scan('pick', first, 1)).toEqual(['picked'])
    expect(await scan('short', first, 1)).toEqual(['short_noted'])
    expect(await liesIn(sku)).toBe('loose 2, hand 1')
    // One count is enough.
    expect(await asked(sku)).toHaveLength(1)
    await floor.post(`/parcels/${order.id}/look-again`, { reason: 'Behind the rack' })
    expect((await walk()).grabs).toEqual(['nowhere 2'])
    await floor.post(`/parcels/${order.id}/give-back`, { reason: 'Gone' })
    await floor.scan({ kind: 'put_back', parcel: order.id, code: sku, quantity: 1 })
  })

  test('does not send a second trolley to units that the first is about to fetch', async () => {
    const sku = await thing({ bins: { 'A-1': 2, 'A-2': 2 } })
    await ordered(sku, 2)
    const first = await walk()
    await ordered(sku, 2)
    expect((await walk()).grabs).toEqual(['A-2 2'])
    expect(await scan('short', first.tasks[0], 1)).toEqual(['short_noted'])
    expect(await floor.tasks(first.id)).toHaveLength(1)
    expect(await floor.on('short')).toHaveLength(1)
  })

  test('comes whole from a further bin, also when a nearer one has less than another trolley was promised', async () => {
    const sku = await thing({ bins: { 'A-1': 2, 'A-2': 2, 'Z-9': 1 } })
    await ordered(sku, 2)
    const first = await walk()
    await ordered(sku, 2)
    expect((await walk()).grabs).toEqual(['A-2 2'])
    expect(await move(sku, 'A-2', 'Z-9', 1)).toBe('moved')
    expect(await scan('short', first.tasks[0], 2)).toEqual(['short_noted'])
    const now = await floor.tasks(first.id)
    expect(now.map(({ bin, wanted, short }) => `${bin} ${wanted} ${short}`)).toEqual(['A-1 2 2', 'Z-9 2 0'])
  })
})

describe('What is put back', () => {
  test('lies in the bin that is named, and otherwise waits to be put away', async () => {
    const sku = await thing({ bins: { 'A-1': 3 } })
    const order = await ordered(sku, 3)
    const { tasks } = await walk()
    await scan('pick', tasks[0], 3)
    await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed their mind' })
    await run(recallOrderQueue, order, 'order.recall_requested')
    const back = { kind: 'put_back', parcel: order.id, code: sku } as const
    expect(await floor.scan({ ...back, bin: 'NO-BIN', quantity: 1 })).toEqual(['unknown'])
    expect(await liesIn(sku)).toBe('hand 3')
    expect(await floor.scan({ ...back, bin: 'Z-9', quantity: 1 })).toEqual(['put_back'])
    expect(await floor.scan({ ...back, quantity: 2 })).toEqual(['put_back'])
    expect(await liesIn(sku)).toBe('Z-9 1, loose 2')
    expect(await waits(sku)).toMatchObject({ units: 2, suggested: 'Z-9' })
  })

  test('is not written off the shelf before', async () => {
    const sku = await thing({ bins: { 'A-1': 2 } })
    const order = await ordered(sku, 2)
    const { tasks } = await walk()
    await scan('pick', tasks[0], 2)
    await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed their mind' })
    await run(recallOrderQueue, order, 'order.recall_requested')
    expect((await correct(sku, 1)).status).toBe(409)
    expect(
      await floor.scan({ kind: 'put_back', parcel: order.id, code: sku, bin: 'A-1', quantity: 2 }),
    ).toEqual(['put_back'])
    expect((await correct(sku, 1)).status).toBe(200)
    expect(await liesIn(sku)).toBe('A-1 1')
  })
})

describe('What the shelf loses', () => {
  test('comes off what lies in no bin first, and then off the bins from the end of the walk', async () => {
    const sku = await thing({ bins: { 'A-2': 3, 'A-10': 3, 'B-1': 3 }, loose: 2 })
    await correct(sku, 10)
    expect(await liesIn(sku)).toBe('A-2 3, A-10 3, B-1 3, loose 1')
    await correct(sku, 5)
    expect(await liesIn(sku)).toBe('A-2 3, A-10 2')
    await receive(sku, 4)
    expect(await liesIn(sku)).toBe('A-2 3, A-10 2, loose 4')
    const before = await waitHere()
    await correct(sku, 0)
    expect(await liesIn(sku)).toBe('')
    expect(await waits(sku)).toBeUndefined()
    expect(await waitHere()).toBe(before - 1)
  })

  test('leaves what is in totes out of it', async () => {
    const sku = await thing({ bins: { 'A-1': 2, 'A-2': 4 } })
    await ordered(sku, 2)
    const { tasks } = await walk()
    await scan('pick', tasks[0], 2)
    await correct(sku, 3)
    expect(await liesIn(sku)).toBe('A-2 1, hand 2')
  })

  test('is never in a bin, though somebody puts it away while it is written off', async () => {
    const sku = await thing({ loose: 5 })
    let written: ReturnType<typeof correct> | undefined
    strikeWith(async point => {
      if (point !== 'scan.in' || written) return
      written = correct(sku, 2)
      await untilBlocked(shop.db)
    })
    expect(await putAway(sku, 'A-1', 5)).toBe('put_away')
    expect((await written)?.status).toBe(200)
    expect(await liesIn(sku)).toBe('A-1 2')
  })
})

describe('A count of one bin', () => {
  const count = (bin: string, ...lines: object[]) => ({ id: uuidv7(), warehouse: 'north', bin, lines })
  const write = (body: object, by = key) => floor.post('/counts', body, by)
  const linesOf = ({ body }: { body: Record<string, unknown> }) => body.lines
  const onHand = async (sku: string) =>
    ((await floor.get(`/bins?warehouse=north&sku=${sku}`)).shelf as Shelf).onHand

  test('that finds what the books say changes nothing, and one with fewer takes them off the bin and the shelf', async () => {
    const sku = await thing({ bins: { 'A-1': 5, 'B-1': 4 }, loose: 2 })
    const right = await write(count('a-1', { sku, counted: 5 }))
    expect(right).toMatchObject({ status: 201, body: { bin: 'A-1' } })
    expect(linesOf(right)).toMatchObject([{ state: 'matched', expected: 5 }])
    expect(linesOf(await write(count('A-1', { sku, counted: 3 })))).toMatchObject([
      { state: 'booked', expected: 5, difference: -2 },
    ])
    expect(await liesIn(sku)).toBe('A-1 3, B-1 4, loose 2')
    expect(await onHand(sku)).toBe(9)
  })

  test('with more takes what lies in no bin by the books for it first, and the rest is found', async () => {
    const sku = await thing({ bins: { 'A-1': 1 }, loose: 2 })
    expect(linesOf(await write(count('A-1', { sku, counted: 2 })))).toMatchObject([{ state: 'matched' }])
    expect(await liesIn(sku)).toBe('A-1 2, loose 1')
    expect(await onHand(sku)).toBe(3)
    const body = count('A-1', { sku, counted: 5 })
    expect(linesOf(await write(body))).toMatchObject([{ state: 'booked', difference: 3 }])
    expect(await liesIn(sku)).toBe('A-1 5')
    expect(await onHand(sku)).toBe(5)
    expect(linesOf(await write(body))).toMatchObject([{ state: 'booked' }])
    expect(await onHand(sku)).toBe(5)
    expect(linesOf(await write(count('B-1', { sku, counted: 1 })))).toMatchObject([{ expected: 0 }])
    expect(await liesIn(sku)).toBe('A-1 5, B-1 1')
  })

  test('is compared with the books of the moment of counting, so that people fetch and put away meanwhile', async () => {
    const sku = await thing({ bins: { 'A-1': 6 }, loose: 3 })
    await ordered(sku, 2)
    const { tasks } = await walk()
    const at = new Date().toISOString()
    await scan('pick', tasks[0], 2)
    await putAway(sku, 'A-1', 3)
    expect(linesOf(await write(count('A-1', { sku, counted: 5, at })))).toMatchObject([
      { state: 'booked', expected: 6, difference: -1 },
    ])
    expect(await liesIn(sku)).toBe('A-1 6, hand 2')
    // The same difference was corrected since, so it is not booked again.
    expect(linesOf(await write(count('A-1', { sku, counted: 5, at })))).toMatchObject([{ state: 'recount' }])
    expect(await liesIn(sku)).toBe('A-1 6, hand 2')
  })

  test('does not take off the bin once more what a picker missed there', async () => {
    const sku = await thing({ bins: { 'A-1': 4 } })
    await ordered(sku, 4)
    const { tasks } = await walk()
    const at = new Date().toISOString()
    await scan('pick', tasks[0], 2)
    expect(await scan('short', tasks[0], 2)).toEqual(['short_noted'])
    expect(linesOf(await write(count('A-1', { sku, counted: 2, at })))).toMatchObject([
      { state: 'recount', expected: 4 },
    ])
    expect(await onHand(sku)).toBe(4)
  })

  test('waits for a second person above what one may write off, and for orders where the units are promised', async () => {
    const sku = await thing({ bins: { 'A-1': 30, 'B-1': 1 } })
    const body = count('A-1', { sku, counted: 0 })
    expect(linesOf(await write(body))).toMatchObject([{ state: 'recount', difference: -30 }])
    expect(await liesIn(sku)).toBe('A-1 30, B-1 1')
    const again = { lines: [{ sku, counted: 0 }] }
    expect(linesOf(await floor.post(`/counts/${body.id}/again`, again))).toMatchObject([{ state: 'recount' }])
    const other = await keyFor(shop.db, '*')
    expect(linesOf(await floor.post(`/counts/${body.id}/again`, again, other))).toMatchObject([
      { state: 'booked' },
    ])
    expect(await liesIn(sku)).toBe('B-1 1')
    await ordered(sku, 1)
    const gone = count('B-1', { sku, counted: 0 })
    expect(linesOf(await write(gone))).toMatchObject([{ state: 'promised' }])
    expect(await liesIn(sku)).toBe('B-1 1')
    expect((await floor.get('/counts?warehouse=north&waits=true')).counts).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: gone.id, bin: 'B-1' })]),
    )
  })

  test('of a bin that there is not is refused', async () => {
    const sku = await thing({ loose: 1 })
    expect((await write(count('NO-BIN', { sku, counted: 1 }))).status).toBe(404)
    expect((await write(count('not a bin', { sku, counted: 1 }))).status).toBe(422)
  })
})
