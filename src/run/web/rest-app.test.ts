import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#platform/db/client.ts'
import { stateOf } from '#platform/rest/readiness.ts'
import { type ApiDocument, checkAgainst, openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
})
afterAll(() => shop.close())

const post = (path: string, init: { body: string; headers?: Record<string, string> }) =>
  shop.app.request(path, { method: 'POST', ...init })
const json = { 'content-type': 'application/json', 'idempotency-key': '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11' }

test('an unknown address is a problem like any other', async () => {
  const answer = await shop.app.request('/api/v1/nothing')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({
    type: 'urn:problem-type:orderly:not_found',
    status: 404,
    code: 'not_found',
  })
})

test('a known address says which methods it knows', async () => {
  const answer = await shop.app.request('/api/v1/orders', { method: 'PUT' })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('POST')
  expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' })
})

test.each([
  ['broken JSON', 400, { body: '{', headers: json }],
  ['a form', 415, { body: 'a=b', headers: { ...json, 'content-type': 'application/x-www-form-urlencoded' } }],
  [
    'no media type',
    415,
    { body: new Blob(['{}']) as unknown as string, headers: { 'idempotency-key': json['idempotency-key'] } },
  ],
  ['a body that is too large', 413, { body: JSON.stringify({ note: 'x'.repeat(300_000) }), headers: json }],
])('%s cannot be read', async (_, status, init) => {
  const answer = await post('/api/v1/orders', init)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ status, code: 'malformed' })
})

test('a bug of ours is answered without inner details, and logged with them', async () => {
  shop.logged.length = 0
  await shop.db.$client`alter table products rename to products_away`
  const answer = await shop.send('GET', '/api/v1/products')
  await shop.db.$client`alter table products_away rename to products`
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error' } })
  expect(JSON.stringify(answer.body)).not.toMatch(/products|relation|select/)
  expect(JSON.stringify(shop.logged)).toContain('products')
})

test('every answer carries the id of its request, and none allows other sites', async () => {
  const answer = await shop.app.request('/api/v1/nothing', {
    headers: { 'x-request-id': 'mine', origin: 'https://elsewhere.example' },
  })
  expect(answer.headers.get('x-request-id')).toBe('mine')
  expect(answer.headers.has('access-control-allow-origin')).toBe(false)
})

test('the document describes every address with examples, errors and how to be let in', async () => {
  const document = (await (await shop.app.request('/api/v1/openapi.json')).json()) as ApiDocument & {
    components: { securitySchemes: object }
  }
  expect(Object.keys(document.components.securitySchemes)).toEqual([
    'trackingToken',
    'apiKey',
    'session',
    'trackingTokenInAddress',
  ])
  expect(Object.keys(document.paths['/api/v1/orders']?.post?.responses ?? {})).toEqual([
    '201',
    '400',
    '402',
    '403',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ])
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const { example } = schema as { example?: unknown }
    if (example !== undefined)
      expect(checkAgainst(document, schema, example), name).toMatchObject({ success: true })
  }
})

test('a process whose connections were given no limits is not ready', async () => {
  const client = postgres(shop.databaseUrl, { max: 1 })
  expect(await stateOf(() => drizzle(client) as unknown as Db)).toBe('limits_missing')
  await client.end()
})

test('the shop is ready when the database holds the newest migration', async () => {
  expect(await stateOf(() => shop.db)).toBe('ready')
  await shop.db.$client`update drizzle.__drizzle_migrations set created_at = created_at - 1`
  expect(await stateOf(() => shop.db)).toBe('migrations_pending')
})
