import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import type { Log } from './log.ts'
import { limit, limitRequest, rateLimits, uncount } from './rate-limits.ts'
import { Refusal } from './refusal.ts'

let shop: TestShop
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
})
afterAll(() => shop.close())

const warnings: unknown[] = []
const log = { warn: (facts: unknown) => void warnings.push(facts) } as unknown as Log

async function refusalAfter(
  count: number,
  key: string,
  db: Parameters<typeof limit>[0]['db'] = shop.db,
): Promise<unknown> {
  for (let sent = 0; sent < count; sent++) await limit({ db, log }, 'placeByVisitor', key)
  return limit({ db, log }, 'placeByVisitor', key).catch(error => error)
}

test('one request more than the limit is refused, and told when to come again', async () => {
  const refusal = await refusalAfter(rateLimits.placeByVisitor.most, 'ada')
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal).toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) })
  await expect(limit({ db: shop.db, log }, 'placeByVisitor', 'eve')).resolves.toBeUndefined()
  await expect(limit({ db: shop.db, log }, 'place', 'ada')).resolves.toBeUndefined()
})

test('all processes count together', async () => {
  await limit({ db: shop.db, log }, 'search', 'office')
  const [counted] = await shop.db.$client`select points from rate_limits where key = 'search:office'`
  expect(counted).toEqual({ points: 1 })
})

test('a store that fails stops nobody below the limit, and says so in the log', async () => {
  const broken = {
    $client: { unsafe: () => Promise.reject(new Error('gone')) } as unknown as TestShop['db']['$client'],
  }
  expect(await refusalAfter(rateLimits.placeByVisitor.most, 'bob', broken)).toMatchObject({
    code: 'rate_limited',
  })
  expect(warnings).toContainEqual(expect.objectContaining({ kind: 'placeByVisitor' }))
})

test('a request that is taken back does not count', async () => {
  const about = [{ db: shop.db, log }, 'signInFromAddress', 'cy'] as const
  for (let tried = 0; tried < 2 * rateLimits.signInFromAddress.most; tried++) {
    await limit(...about)
    await uncount(...about)
  }
  await expect(limit(...about)).resolves.toBeUndefined()
})

test('a visitor with a session is counted by it too, from any address', async () => {
  const from = (address: string, customerId: string) => ({
    db: shop.db,
    log,
    address,
    visitor: { customerId },
  })
  for (let sent = 0; sent < rateLimits.quoteByVisitor.most; sent++)
    await limitRequest(from(`192.0.2.${sent}`, 'dee'), 'quote')
  await expect(limitRequest(from('198.51.100.1', 'dee'), 'quote')).rejects.toMatchObject({
    code: 'rate_limited',
  })
  await expect(limitRequest(from('192.0.2.1', 'eli'), 'quote')).resolves.toBeUndefined()
})
