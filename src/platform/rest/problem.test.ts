import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Refusal, type RefusalCode } from '#platform/lib/refusal.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { catalogLimits } from '#slices/catalog/rate-limits.ts'
import { fieldsOf, problemOf } from './problem.ts'

let shop: RestShop
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openRestShop()
})
afterAll(() => shop.close())

test.each<[RefusalCode, number, string | null]>([
  ['payments_unavailable', 503, '7'],
  ['rate_limited', 429, '7'],
  ['order_in_progress', 409, '7'],
  ['conflict', 409, null],
  ['idempotency_key_reused', 422, null],
  ['not_found', 404, null],
])('the refusal %s is answered with %i', async (code, status, retryAfter) => {
  const answer = problemOf(new Refusal(code, 'A sentence.', [], 7)).toResponse()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter])
  expect(await answer.json()).toMatchObject({ code, status })
})

test('two rules that say the same of a field say it once', () => {
  const name = z.string().refine(() => false, 'Enter a name')
  const { error } = z
    .object({ name: name.refine(() => false, 'Enter a name'), age: name })
    .safeParse({ name: '', age: '' })
  expect(error?.issues).toHaveLength(3)
  expect(fieldsOf(error ?? { issues: [] })).toEqual([
    { path: 'name', message: 'Enter a name' },
    { path: 'age', message: 'Enter a name' },
  ])
})

test('any other thrown value says nothing of the inside', async () => {
  const answer = problemOf(new Error('select * from secrets')).toResponse()
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secrets')
})

test('too many requests are refused for as long as they are told to wait', async () => {
  const expire = Date.now() + 30_000
  await shop.db
    .$client`insert into rate_limits (key, points, expire) values ('search:direct', ${catalogLimits.search.most}, ${expire})`
  const refused = await shop.send('GET', '/api/v1/products')
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})
