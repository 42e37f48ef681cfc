import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import type { Log } from '../lib/log.ts'
import { Refusal } from '../lib/refusal.ts'
import { defineLimits, limit, limitRequest, uncount } from './rate-limits.ts'

const limits = defineLimits({
  ask: { most: 60, seconds: 60, byVisitor: { most: 20, seconds: 60 } },
  guess: { most: 6, seconds: 900 },
})

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
  for (let sent = 0; sent < count; sent++) await limit({ db, log }, limits.guess, key)
  return limit({ db, log }, limits.guess, key).catch(error => error)
}

test('one request more than the limit is refused, and told when to come again', async () => {
  const refusal = await refusalAfter(limits.guess.most, 'ada')
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal).toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) })
  await expect(limit({ db: shop.db, log }, limits.guess, 'eve')).resolves.toBeUndefined()
  await expect(limit({ db: shop.db, log }, limits.ask, 'ada')).resolves.toBeUndefined()
})

test('all processes count together', async () => {
  await limit({ db: shop.db, log }, limits.ask, 'office')
  const [counted] = await shop.db.$client`select points from rate_limits where key = 'ask:office'`
  expect(counted).toEqual({ points: 1 })
})

test('a store that fails stops nobody below the limit, and says so in the log', async () => {
  const broken = {
    $client: { unsafe: () => Promise.reject(new Error('gone')) } as unknown as TestShop['db']['$client'],
  }
  expect(await refusalAfter(limits.guess.most, 'bob', broken)).toMatchObject({
    code: 'rate_limited',
  })
  expect(warnings).toContainEqual(expect.objectContaining({ kind: 'guess' }))
})

test('a request that is taken back does not count', async () => {
  const about = [{ db: shop.db, log }, limits.guess, 'cy'] as const
  for (let tried = 0; tried < 2 * limits.guess.most; tried++) {
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
  for (let sent = 0; sent < (limits.ask.byVisitor?.most ?? 0); sent++)
    await limitRequest(from(`192.0.2.${sent}`, 'dee'), limits.ask)
  await expect(limitRequest(from('198.51.100.1', 'dee'), limits.ask)).rejects.toMatchObject({
    code: 'rate_limited',
  })
  await expect(limitRequest(from('192.0.2.1', 'eli'), limits.ask)).resolves.toBeUndefined()
})
