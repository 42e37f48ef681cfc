import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { livePromotions } from '../live-promotions.ts'

let shop: RestShop
let headers: { authorization: string }
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG' })
  headers = await keyFor(shop.db, 'promotions.read', 'promotions.write', 'audit.read')
})
afterAll(() => shop.close())

const at = '/api/v1/admin/promotions'
const TEN = { kind: 'percent', basisPoints: 1_000 }
const gbp = (amount: number) => ({ amount, currency: 'GBP' })

type Keyed = { key?: string; by?: { authorization: string } }
const withKey = ({ key, by = headers }: Keyed) => ({ ...by, ...(key && { 'idempotency-key': key }) })
const make = (said: object = {}, keyed: Keyed = {}) =>
  shop.send('POST', at, {
    headers: withKey(keyed),
    body: { name: 'Ten off', code: `C-${uuidv7()}`, effect: TEN, ...said },
  })
const made = async (said: object = {}) => {
  const { status, body } = await make(said)
  expect(status, JSON.stringify(body)).toBe(201)
  return body as { id: string; code: string }
}
const change = (id: string, body: object, keyed: Keyed = {}) =>
  shop.send('PATCH', `${at}/${id}`, { headers: withKey(keyed), body })
const read = (id: string) => shop.send('GET', `${at}/${id}`, { headers })
const makeCodes = (id: string, body: object, keyed: Keyed = {}) =>
  shop.send('POST', `${at}/${id}/codes`, { headers: withKey(keyed), body })
const ask = (codes: string[], moment = new Date()) =>
  livePromotions(shop.db, { codes, at: moment, currency: 'GBP' })
const refusedAs = async (code: string) => (await ask([code])).refused[0]?.why ?? null
const wrongAt = (path: string) => ({
  status: 422,
  body: { code: 'validation_failed', errors: [expect.objectContaining({ path })] },
})

test('A promotion that is made is live at once, under its code in any spelling', async () => {
  const { status, body } = await make({
    name: ' Spring  sale ',
    code: ' spring-10 ',
    conditions: { minSubtotal: 2_000, products: ['mug'], firstOrder: true },
    limitTotal: 500,
    endsAt: '2030-01-01T00:00:00+01:00',
  })
  expect([status, body]).toEqual([
    201,
    {
      id: expect.any(String),
      name: 'Spring sale',
      state: 'live',
      needsCode: true,
      code: 'SPRING-10',
      singleUseCodes: 0,
      effect: TEN,
      conditions: { minSubtotal: gbp(2_000), products: ['mug'], firstOrder: true },
      combines: false,
      limitTotal: 500,
      limitPerCustomer: 1,
      used: 0,
      startsAt: null,
      endsAt: '2029-12-31T23:00:00.000Z',
      version: 1,
      createdAt: expect.any(String),
      versions: [expect.objectContaining({ version: 1, by: expect.stringMatching(/^key:.*:Till$/) })],
      batches: [],
    },
  ])
  const { live, refused } = await ask(['Spring\u201310', 'SPRING-10', '', 'no code!', 'NOPE'])
  expect(live).toMatchObject([
    { id: body.id, version: 1, code: 'SPRING-10', codeId: expect.any(String), limitPerCustomer: 1 },
  ])
  expect(live[0]?.productIds?.size).toBe(1)
  expect(refused).toEqual([
    { code: 'NO CODE!', why: 'unknown', sentence: expect.stringContaining('NO CODE!') },
    { code: 'NOPE', why: 'unknown', sentence: expect.stringContaining('NOPE') },
  ])
  const page = await shop.send('GET', `/api/v1/admin/audit?entity=promotion&entityId=${body.id}`, { headers })
  expect(page.body.entries).toMatchObject([{ action: 'promotions.create', after: { code: 'SPRING-10' } }])
})

test('Every kind of effect is taken, with money as Money or as a plain number', async () => {
  for (const [effect, answered] of [
    [
      { kind: 'amount', amount: 500 },
      { kind: 'amount', amount: gbp(500) },
    ],
    [
      { kind: 'amount', amount: gbp(500) },
      { kind: 'amount', amount: gbp(500) },
    ],
    [{ kind: 'free_delivery' }, { kind: 'free_delivery' }],
    [
      { kind: 'buy_x_get_y', buy: 2, get: 1 },
      { kind: 'buy_x_get_y', buy: 2, get: 1, percentOff: 100 },
    ],
  ])
    expect(await made({ effect })).toMatchObject({ effect: answered })
})

test.each([
  ['name', { name: ' ' }],
  ['code', { code: 'ab' }],
  ['code', { code: 'WELCOME 10' }],
  ['code', { code: 'x'.repeat(41) }],
  ['effect.kind', { effect: { kind: 'everything' } }],
  ['effect', { effect: 'everything' }],
  ['effect.basisPoints', { effect: { kind: 'percent', basisPoints: 10_001 } }],
  ['effect.basisPoints', { effect: { kind: 'percent', basisPoints: 0 } }],
  ['effect.basisPoints', { effect: { kind: 'percent', basisPoints: 12.5 } }],
  ['effect.amount', { effect: { kind: 'amount', amount: 0 } }],
  ['effect.amount', { effect: { kind: 'amount', amount: { amount: 500, currency: 'EUR' } } }],
  ['effect.buy', { effect: { kind: 'buy_x_get_y', buy: 0, get: 1 } }],
  ['effect.get', { effect: { kind: 'buy_x_get_y', buy: 1, get: 0 } }],
  ['effect.percentOff', { effect: { kind: 'buy_x_get_y', buy: 1, get: 1, percentOff: 101 } }],
  ['conditions.minSubtotal', { conditions: { minSubtotal: -1 } }],
  ['conditions.products.1', { conditions: { products: ['mug', 'no-such-mug'] } }],
  ['conditions.categories.0', { conditions: { categories: ['nowhere'] } }],
  ['limitTotal', { limitTotal: 0 }],
  ['limitPerCustomer', { limitPerCustomer: 101 }],
  ['limitPerCustomer', { conditions: { firstOrder: true }, limitPerCustomer: 2 }],
  ['endsAt', { startsAt: '2030-01-02T00:00:00Z', endsAt: '2030-01-01T00:00:00Z' }],
  ['endsAt', { endsAt: '2020-01-01T00:00:00Z' }],
  ['startsAt', { startsAt: 'tomorrow' }],
  ['needsCode', { needsCode: false }],
])('What cannot be is refused at its field: %s of %j', async (path, said) => {
  expect(await make(said)).toMatchObject(wrongAt(path))
})

test('The same key makes one promotion, and another body under it is refused', async () => {
  const key = uuidv7()
  const body = { code: 'ONCE-ONLY', limitTotal: 3 }
  const answers = await Promise.all([make(body, { key }), make(body, { key }), make(body, { key })])
  expect(answers.map(({ status, body }) => [status, body.id])).toEqual(Array(3).fill([201, key]))
  expect(await make({ ...body, limitTotal: 4 }, { key })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  })
  expect((await make({}, { key: 'mine' })).status).toBe(400)

  const again = uuidv7()
  const first = await change(key, { limitTotal: 9 }, { key: again })
  await change(key, { limitTotal: 7 })
  expect(await change(key, { limitTotal: 9 }, { key: again }), 'done already').toMatchObject({
    status: first.status,
    body: { limitTotal: 7 },
  })
  expect(await change(key, { limitTotal: 8 }, { key: again })).toMatchObject({
    body: { code: 'idempotency_key_reused' },
  })
})

test('A code unlocks one promotion, also when several want it at once, and is free when that one is over', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => make({ code: 'WANTED' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422])
  expect(answers.find(({ status }) => status === 422)).toMatchObject(wrongAt('code'))
  const [owner] = answers.filter(({ status }) => status === 201)
  const { id: other } = await made()
  expect(await change(other, { code: 'wanted' })).toMatchObject(wrongAt('code'))
  await change(String(owner?.body.id), { state: 'paused' })
  expect(await change(other, { code: 'wanted' }), 'it may be resumed').toMatchObject(wrongAt('code'))
  await change(String(owner?.body.id), { state: 'ended' })
  expect(await change(other, { code: 'wanted' })).toMatchObject({ status: 200, body: { code: 'WANTED' } })
  expect((await ask(['WANTED'])).live).toMatchObject([{ id: other }])
})

test('Another code takes the place of the first, and a promotion can be without one', async () => {
  const { id, code } = await made()
  expect(await change(id, { code: 'RENAMED' })).toMatchObject({ body: { code: 'RENAMED', version: 1 } })
  expect([await refusedAs(code), await refusedAs('RENAMED')]).toEqual(['unknown', null])
  expect(await change(id, { clear: ['code'] })).toMatchObject({ body: { code: null, needsCode: true } })
  expect(await refusedAs('RENAMED')).toBe('unknown')
  expect(await made({ code })).toMatchObject({ code: code.toUpperCase() })
})

test('What it gives has versions, and everything else changes in its place', async () => {
  const { id } = await made()
  expect(await change(id, { name: 'Twelve off', limitPerCustomer: 2 })).toMatchObject({
    body: { name: 'Twelve off', limitPerCustomer: 2, version: 1 },
  })
  expect(await change(id, { effect: TEN, conditions: {}, combines: false })).toMatchObject({
    body: { version: 1 },
  })
  const twelve = { kind: 'percent', basisPoints: 1_200 }
  expect(await change(id, { effect: twelve, combines: true })).toMatchObject({
    body: {
      version: 2,
      combines: true,
      versions: [
        { version: 2, effect: twelve, combines: true },
        { version: 1, effect: TEN, combines: false },
      ],
    },
  })
  expect(await change(id, { conditions: { firstOrder: true } })).toMatchObject({
    body: { version: 3, limitPerCustomer: 1 },
  })
  expect(await change(id, { limitPerCustomer: 2 })).toMatchObject(wrongAt('limitPerCustomer'))
  expect(await change(id, { conditions: { products: ['nope'] } })).toMatchObject(
    wrongAt('conditions.products.0'),
  )
  const many = await Promise.all(
    Array.from({ length: 5 }, (_, at) => change(id, { effect: { kind: 'percent', basisPoints: 100 + at } })),
  )
  expect(many.every(({ status }) => status === 200)).toBe(true)
  expect((await read(id)).body.version).toBe(8)
})

test('It is paused, resumed and ended, and stands so in the list, and its code says why not', async () => {
  const { id, code } = await made()
  const listed = async (state: string) => {
    const { body } = await shop.send('GET', `${at}?state=${state}`, { headers })
    return (body.promotions as { id: string }[]).some(one => one.id === id)
  }
  expect([await listed('live'), await refusedAs(code)]).toEqual([true, null])
  await change(id, { state: 'paused', reason: 'Sold out' })
  expect([await listed('live'), await listed('paused'), await refusedAs(code)]).toEqual([
    false,
    true,
    'paused',
  ])
  await change(id, { state: 'live' })
  const [tomorrow, later] = [1, 2].map(days => new Date(Date.now() + days * 86_400_000).toISOString())
  await change(id, { startsAt: tomorrow })
  expect([await listed('scheduled'), await refusedAs(code)]).toEqual([true, 'not_yet'])
  expect((await ask([code])).refused[0]?.sentence).toMatch(/is good from \d+ \w+ \d{4}/)
  expect(await change(id, { endsAt: new Date().toISOString() })).toMatchObject(wrongAt('endsAt'))
  await change(id, { endsAt: later })
  expect((await ask([code], new Date(Date.now() + 1.5 * 86_400_000))).live).toHaveLength(1)
  expect((await ask([code], new Date(Date.now() + 3 * 86_400_000))).refused).toMatchObject([{ why: 'ended' }])
  await change(id, { clear: ['startsAt', 'endsAt'], state: 'ended' })
  expect([await listed('ended'), await refusedAs(code)]).toEqual([true, 'ended'])
  expect(await change(id, { state: 'live' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await makeCodes(id, { count: 1 })).toMatchObject({ status: 409 })
})

test('An automatic one is live for every order of its currency, unless it needs codes that are made later', async () => {
  const { id } = await made({ code: undefined })
  const waiting = await made({ code: undefined, needsCode: true })
  const money = await made({ code: undefined, effect: { kind: 'amount', amount: 100 } })
  const ids = async (currency: string) =>
    (await livePromotions(shop.db, { codes: [], at: new Date(), currency })).live.map(live => live.id).sort()
  expect(await ids('GBP')).toEqual([id, money.id].sort())
  expect(await ids('EUR')).toEqual([id])
  expect((await makeCodes(waiting.id, { count: 2, prefix: 'vip' })).status).toBe(201)
  for (const one of [id, money.id]) await change(one, { state: 'ended' })
  expect(await ids('GBP')).toEqual([])
})

test('Codes are made by the hundred thousand in seconds, each once, and nothing of them is kept but a hash', async () => {
  const { id } = await made({ code: undefined, needsCode: true })
  const key = uuidv7()
  const asked = { count: 100_000, prefix: 'vip-' }
  const begun = performance.now()
  const { status, body } = await makeCodes(id, asked, { key })
  const seconds = (performance.now() - begun) / 1_000
  const codes = body.codes as string[]
  expect([status, body.id, body.count, new Set(codes).size]).toEqual([201, key, 100_000, 100_000])
  expect(seconds).toBeLessThan(60)
  for (const code of codes.slice(0, 500)) expect(code).toMatch(/^VIP(-[2-9A-HJ-NP-Z]{4}){3}$/)
  expect((await ask([codes[77_777] ?? ''])).live).toMatchObject([{ id, code: codes[77_777] }])
  const [kept] = await shop.db.$client`
    select count(*)::int as codes, count(shared)::int as readable from promotion_codes where promotion_id = ${id}`
  expect(kept).toEqual({ codes: 100_000, readable: 0 })

  expect((await makeCodes(id, asked, { key })).body.codes).toEqual(codes)
  expect((await read(id)).body).toMatchObject({
    singleUseCodes: 100_000,
    batches: [{ id: key, codes: 100_000 }],
  })
  for (const other of [{ ...asked, count: 3 }, { count: asked.count }])
    expect(await makeCodes(id, other, { key })).toMatchObject({ body: { code: 'idempotency_key_reused' } })
  await shop.db.$client`update promotion_batches set made_at = now() - interval '25 hours' where id = ${key}`
  expect(await makeCodes(id, asked, { key })).toMatchObject({ status: 409 })

  expect(await makeCodes(id, { count: 1_000_001 })).toMatchObject(wrongAt('count'))
  expect(await makeCodes(id, { count: 0 })).toMatchObject(wrongAt('count'))
  expect(await makeCodes(id, { count: 1, prefix: 'two words' })).toMatchObject(wrongAt('prefix'))
  expect((await makeCodes(uuidv7(), { count: 1 })).status).toBe(404)
}, 120_000)

test('The list goes on from where its page ended', async () => {
  for (let one = 0; one < 55; one++) await made()
  const seen: string[] = []
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { body } = await shop.send('GET', `${at}?cursor=${cursor}`, { headers })
    seen.push(...(body.promotions as { id: string }[]).map(({ id }) => id))
    cursor = body.nextCursor
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(55)
})

test('A key without the permission is refused, and there is nothing under another id', async () => {
  const by = await keyFor(shop.db, 'promotions.read')
  expect(await make({}, { by })).toMatchObject({ status: 403, body: { permission: 'promotions.write' } })
  const { id } = await made()
  expect((await change(id, { state: 'ended' }, { by })).status).toBe(403)
  expect((await makeCodes(id, { count: 1 }, { by })).status).toBe(403)
  expect((await shop.send('GET', `${at}/${id}`, { headers: by })).status).toBe(200)
  expect((await read(uuidv7())).status).toBe(404)
  expect((await change(uuidv7(), { name: 'Nothing' })).status).toBe(404)
})
