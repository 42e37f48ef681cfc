import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { eventually } from '#proof/testing/eventually.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { announce } from './announce.ts'
import { effectOf, effectsOf, once } from './effects.ts'
import { defineEvent } from './event.ts'
import { prepareQueues } from './prepare-queues.ts'
import { defineQueue } from './queue.ts'
import { relayQueue } from './relay.ts'
import { transact } from './transact.ts'
import { workOn } from './work.ts'

// An event of a slice that has nothing to do with orders.
const parcelSchema = z.object({ parcelId: z.uuid(), step: z.string() })
const parcelLeft = defineEvent({
  name: 'test.parcel_left',
  schema: parcelSchema,
  key: ({ parcelId, step }) => [parcelId, step],
})
const done: string[] = []
const follower = (name: string) =>
  defineQueue({
    name,
    schema: parcelSchema,
    async work(ctx, { parcelId, step }) {
      await once(ctx.db, { causeId: parcelId, kind: `${name}#${step}` }, async () => {
        done.push(`${name} ${step}`)
        return 'done'
      })
    },
  })
const queues = [follower('test.tell-shopper'), follower('test.count-parcels')]
const relay = relayQueue(parcelLeft, queues)

const PARCEL = '019aa000-0000-7000-8000-000000000001'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await prepareQueues(shop.databaseUrl, [relay, ...queues])
})
afterAll(() => shop.close())
beforeEach(async () => {
  done.length = 0
  await shop.db.$client`delete from pgboss.job`
  await shop.db.$client`delete from caused_effects`
})

const jobs = () => shop.db.$client<{ name: string }[]>`select name from pgboss.job order by name`

test('an event of any slice is announced once under its key, and each follower does its work once', async () => {
  const payload = { parcelId: PARCEL, step: 'dock' }
  await transact(shop.ctx, transaction => announce(transaction, parcelLeft, payload))
  await transact(shop.ctx, transaction => announce(transaction, parcelLeft, payload))
  expect((await jobs()).map(({ name }) => name)).toEqual(['test.parcel_left'])
  const working = await workOn(shop.databaseUrl, shop.ctx, [relay, ...queues])
  try {
    await eventually(() => expect(done).toHaveLength(2))
    await relay.perform(shop.ctx, payload, { id: 'again', attempt: 2 })
    for (const queue of queues) await queue.perform(shop.ctx, payload, { id: 'again', attempt: 2 })
  } finally {
    await working.stop()
  }
  expect(done.sort()).toEqual(['test.count-parcels dock', 'test.tell-shopper dock'])
  expect(await jobs()).toHaveLength(3)
  expect((await effectsOf(shop.db, PARCEL)).map(({ kind }) => kind).sort()).toEqual([
    'test.count-parcels#dock',
    'test.tell-shopper#dock',
  ])
})

test('an event whose cause rolls back was never announced', async () => {
  const failing = transact(shop.ctx, async transaction => {
    await announce(transaction, parcelLeft, { parcelId: PARCEL, step: 'dock' })
    throw new Error('the cause failed')
  })
  await expect(failing).rejects.toThrow('the cause failed')
  expect(await jobs()).toEqual([])
})

test('another key is another event', async () => {
  for (const step of ['dock', 'road'])
    await transact(shop.ctx, transaction => announce(transaction, parcelLeft, { parcelId: PARCEL, step }))
  expect(await jobs()).toHaveLength(2)
})

test('what failed is not noted, and what was done is told apart by its kind and its cause', async () => {
  const key = { causeId: PARCEL, kind: 'test.draw' }
  await expect(once(shop.db, key, () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink')
  expect(await effectOf(shop.db, PARCEL, 'test.draw')).toBeNull()
  expect(await once(shop.db, key, async () => 'drawn')).toBe(true)
  expect(await once(shop.db, key, () => Promise.reject(new Error('never called')))).toBe(false)
  expect(await effectOf(shop.db, PARCEL, 'test.draw')).toMatchObject({ ref: 'drawn' })
  expect(await once(shop.db, { ...key, kind: 'test.frame' }, async () => 'framed')).toBe(true)
})

test('a note and its act share a transaction when the act is in one', async () => {
  const key = { causeId: PARCEL, kind: 'test.count' }
  const failing = shop.db.transaction(async tx => {
    await once(tx, key, async () => 'counted')
    throw new Error('the transaction failed')
  })
  await expect(failing).rejects.toThrow()
  expect(await effectOf(shop.db, PARCEL, 'test.count')).toBeNull()
})
