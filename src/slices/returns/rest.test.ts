import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '#platform/rights/api-key.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { keepLabel } from './keep-label.ts'
import { returnsOf } from './queries.ts'
import { settleReturn } from './settle-return.ts'
import { returnsIn } from './test-returned.ts'

let shop: Doors
let of: ReturnType<typeof returnsIn>
beforeAll(async () => {
  shop = await openDoors()
  of = returnsIn(shop)
})
afterAll(() => shop.close())

const asked = { quantity: 1, reason: 'damaged', wish: 'refund' }
const bearer = (orderId: string) => ({ authorization: `Bearer ${trackingTokenOf(orderId)}` })
const ask = (orderId: string, body: object, headers: Record<string, string> = bearer(orderId)) =>
  shop.send('POST', `/api/v1/orders/${orderId}/returns`, { body, headers })
const refused = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

async function keyWith(...may: string[]) {
  const made = { id: uuidv7(), name: 'dock', may, createdBy: 'test', createdAt: new Date(), expiresAt: null }
  const { secret } = await createApiKey(shop.db, made)
  return { authorization: `Bearer ${secret}` }
}

test('a program asks for a return with the token of the order, once under its id, and gets the label', async () => {
  const order = await of.deliveredOrder()
  const { sku } = await of.lineOf(order)
  const body = { id: uuidv7(), lines: [{ sku, ...asked }] }
  const first = await ask(order.id, body)
  expect(first.status).toBe(201)
  const answer = (await first.json()) as { number: string; state: string; label: string }
  expect(answer).toEqual({
    number: expect.stringMatching(/^R-/),
    state: 'approved',
    label: expect.stringContaining('/label?token='),
  })
  expect(await (await ask(order.id, body)).json()).toEqual(answer)
  expect(await refused(await ask(order.id, { ...body, lines: [{ sku, ...asked, quantity: 2 }] }))).toEqual([
    422,
    'idempotency_key_reused',
  ])
  expect(await refused(await ask(order.id, { ...body, id: uuidv7() }, {}))).toEqual([404, 'not_found'])

  const path = new URL(answer.label)
  const label = () => shop.send('GET', `${path.pathname}${path.search}`)
  const early = await label()
  expect([early.headers.get('retry-after'), await refused(early)]).toEqual(['2', [409, 'not_ready']])
  await keepLabel(shop.ctx, { orderId: order.id, returnId: body.id })
  const drawn = await label()
  expect([drawn.status, drawn.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(
    Buffer.from(await drawn.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect((await shop.send('GET', `${path.pathname}?token=wrong`)).status).toBe(404)
})

test('a program is told which line is wrong, and why', async () => {
  const order = await of.deliveredOrder()
  const { sku } = await of.lineOf(order)
  const wrongs = async (line: object) => {
    const answer = await ask(order.id, { id: uuidv7(), lines: [{ sku, ...asked, ...line }] })
    const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] }
    return [answer.status, errors[0]?.path, errors[0]?.message]
  }
  expect(await wrongs({ quantity: 3 })).toMatchObject([
    422,
    'lines.0.quantity',
    expect.stringContaining('Only 2'),
  ])
  expect(await wrongs({ wish: 'exchange' })).toMatchObject([
    422,
    'lines.0.wish',
    expect.stringContaining('refund'),
  ])
  expect(await wrongs({ reason: 'bored' })).toMatchObject([422, 'lines.0.reason', expect.anything()])
  expect(await wrongs({ sku: 'NO-SUCH' })).toMatchObject([422, 'lines.0.sku', 'This order has no such line'])
  expect(await returnsOf(shop.db, order.id)).toEqual([])
})

test('the warehouse takes in and inspects with its key, staff decide with theirs, and the audit says who did', async () => {
  const order = await of.deliveredOrder()
  const { sku } = await of.lineOf(order)
  const body = { id: uuidv7(), lines: [{ sku, ...asked, reason: 'other' }] }
  const { number, label } = (await (await ask(order.id, body)).json()) as { number: string; label: null }
  expect(label).toBeNull()
  const [office, dock] = [
    await keyWith('returns.read', 'returns.decide'),
    await keyWith('returns.read', 'returns.receive'),
  ]
  const post = (verb: string, body: object, headers: Record<string, string>) =>
    shop.send('POST', `/api/v1/admin/returns/${number}/${verb}`, { body, headers })
  expect((await post('approve', {}, dock)).status).toBe(403)
  expect((await post('receive', { lines: [{ sku, quantity: 1 }] }, office)).status).toBe(403)
  expect(await (await post('approve', {}, office)).json()).toMatchObject({ number, state: 'approved' })
  const box = { id: uuidv7(), warehouse: null, lines: [{ sku, quantity: 1 }] }
  const taken = await post('receive', box, dock)
  expect(await taken.json()).toMatchObject({ state: 'received', lines: [{ received: 1, waiting: 1 }] })
  expect(await (await post('receive', box, dock)).json()).toMatchObject({ lines: [{ received: 1 }] })
  expect((await post('receive', { ...box, lines: [{ sku, quantity: 2 }] }, dock)).status).toBe(422)
  expect((await post('receive', { lines: [{ sku, quantity: 1 }], warehouse: 'nowhere' }, dock)).status).toBe(
    422,
  )
  const found = { id: uuidv7(), lines: [{ sku, quantity: 1, outcome: 'restock', note: 'As new' }] }
  expect(await (await post('inspect', found, dock)).json()).toMatchObject({
    lines: [{ waiting: 0, restocked: 1 }],
  })
  await settleReturn(shop.ctx, { orderId: order.id, returnId: body.id })
  const one = await shop.send('GET', `/api/v1/admin/returns/${number}`, { headers: dock })
  expect(await one.json()).toMatchObject({
    state: 'settled',
    refunds: [{ state: 'asked' }],
    events: expect.arrayContaining([
      expect.objectContaining({ type: 'inspected', lines: [{ sku, quantity: 1, outcome: 'restock' }] }),
    ]),
  })
  const list = await shop.send('GET', '/api/v1/admin/returns?state=settled', { headers: dock })
  expect(await list.json()).toMatchObject({
    returns: expect.arrayContaining([expect.objectContaining({ number, orderNumber: order.number })]),
  })
  expect((await shop.send('GET', '/api/v1/admin/returns/nonsense', { headers: dock })).status).toBe(404)
  const rows = await shop.db.$client`select action, actor from audit where entity_id = ${number} order by at`
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['returns.approve', 'returns.receive', 'returns.inspect']),
  )
  expect(rows[0]?.actor).toMatch(/^key:/)
})

test('a refused return is told with its reason, and a second refusal changes nothing', async () => {
  const { number } = await of.approvedReturn()
  const headers = await keyWith('returns.read', 'returns.decide')
  const refuse = (reason?: string) =>
    shop.send('POST', `/api/v1/admin/returns/${number}/refuse`, { headers, body: { reason } })
  expect((await refuse()).status).toBe(422)
  expect(await (await refuse('The seal was broken')).json()).toMatchObject({ state: 'refused' })
  expect(await (await refuse('Another reason')).json()).toMatchObject({ refusal: 'The seal was broken' })
})

test('a program wishes credit for the shopper or says it afterwards, and wrong wishes are named', async () => {
  const order = await of.deliveredOrder()
  const { sku } = await of.lineOf(order)
  const sent = { id: uuidv7(), lines: [{ sku, ...asked, wish: 'credit' }] }
  expect(await refused(await ask(order.id, { ...sent, lines: [{ sku, ...asked, wish: 'gold' }] }))).toEqual([
    422,
    'validation_failed',
  ])
  const { number } = (await (await ask(order.id, sent)).json()) as { number: string }
  const dock = await keyWith('returns.read', 'returns.receive')
  const office = await keyWith('returns.read', 'returns.decide')
  const wish = (wished: string, headers = office) =>
    shop.send('POST', `/api/v1/admin/returns/${number}/wish`, {
      headers,
      body: { lines: [{ sku, wish: wished }] },
    })
  expect((await wish('refund', dock)).status).toBe(403)
  expect(await refused(await wish('gold'))).toEqual([422, 'validation_failed'])
  expect(await (await wish('refund')).json()).toMatchObject({ lines: [{ wish: 'refund' }] })
  expect(await (await wish('credit')).json()).toMatchObject({
    lines: [{ wish: 'credit' }],
    events: expect.arrayContaining([
      expect.objectContaining({ type: 'wish_changed', lines: [{ sku, quantity: 1, wish: 'credit' }] }),
    ]),
  })
  for (const [verb, line] of [
    ['receive', { sku, quantity: 1 }],
    ['inspect', { sku, quantity: 1, outcome: 'scrap' }],
  ] as const)
    await shop.send('POST', `/api/v1/admin/returns/${number}/${verb}`, {
      headers: dock,
      body: { id: uuidv7(), lines: [line] },
    })
  expect(await refused(await wish('refund'))).toEqual([409, 'conflict'])
  const one = await shop.send('GET', `/api/v1/admin/returns/${number}`, { headers: office })
  expect(await one.json()).toMatchObject({ refunds: [{ wish: 'credit', state: 'owed' }] })
})
