import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { withShortLocks } from './short-locks.ts'

let shop: TestShop
let client: postgres.Sql
beforeAll(async () => {
  shop = await openTestShop()
  client = postgres(shop.databaseUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await client.end()
  await shop.close()
})

const quick = { waitMs: 50, pauseMs: 100 }

test('a migration that waits for a table lets shoppers by in between, and is done once the table is free', async () => {
  const { promise: free, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: held, resolve: holding } = Promise.withResolvers<void>()
  const report = shop.db.$client.begin(async tx => {
    await tx`select count(*) from orders`
    holding()
    await free
  })
  await held
  let tries = 0
  const migration = withShortLocks(
    client,
    async () => {
      tries++
      await client.begin(tx => tx.unsafe('alter table orders add column noted text'))
    },
    quick,
  )
  const begunMs = performance.now()
  await expect.poll(() => tries).toBeGreaterThan(2)
  await shop.db.$client`select count(*) from orders`
  expect(performance.now() - begunMs).toBeLessThan(5_000)
  letGo()
  await report
  await migration
  const [{ limit } = {}] = await client`select current_setting('lock_timeout') as limit`
  expect(limit).toBe('0')
  await client`select noted from orders`
})

test('a migration that is wrong is not tried again', async () => {
  let tries = 0
  const wrong = withShortLocks(
    client,
    async () => {
      tries++
      await client.unsafe('alter table nowhere add column noted text')
    },
    quick,
  )
  await expect(wrong).rejects.toThrow(/nowhere/)
  expect(tries).toBe(1)
})
