import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { announce } from './announce.ts'
import { catchUp } from './catch-up.ts'
import { defineEvent } from './event.ts'
import { prepareQueues } from './prepare-queues.ts'
import { defineQueue, type Queue } from './queue.ts'
import { relayQueue } from './relay.ts'
import { transact } from './transact.ts'

const schema = z.object({ parcelId: z.uuid() })
const parcelLost = defineEvent({ name: 'test.parcel_lost', schema, key: ({ parcelId }) => [parcelId] })
const follower = (name: string) => defineQueue({ name, schema, work: async () => {} })
const [old, young] = [follower('test.tell-shopper'), follower('test.ask-insurance')]
const oldVersion = relayQueue(parcelLost, [old])
const newVersion = relayQueue(parcelLost, [old, young])

const parcel = (number: number) => `019aa000-0000-7000-8000-00000000000${number}`

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

/** The event's job, worked on by that version and done. */
async function announced(parcelId: string, relay: Queue, hoursAgo = 0) {
  await transact(shop.ctx, transaction => announce(transaction, parcelLost, { parcelId }))
  await relay.perform(shop.ctx, { parcelId }, { id: 'job', attempt: 1 })
  await shop.db.$client`
    update pgboss.job set state = 'completed', completed_on = now(), created_on = now() - ${hoursAgo} * interval '1 hour'
    where name = ${parcelLost.name} and data ->> 'parcelId' = ${parcelId}`
}

const parcelsOf = async (queue: Queue) =>
  (
    await shop.db.$client<{ id: string }[]>`
      select data ->> 'parcelId' as id from pgboss.job where name = ${queue.name} order by 1`
  ).map(({ id }) => id)

const sinceOf = async (queue: Queue) =>
  (
    await shop.db.$client<{ since: string; first: boolean }[]>`
      select since::text, since = '-infinity' as first from followers where queue = ${queue.name}`
  )[0]

test('a follower that comes later is owed what is announced from then on, whichever version relays it', async () => {
  await prepareQueues(shop.databaseUrl, [oldVersion, old])
  await announced(parcel(1), oldVersion, 1)
  await prepareQueues(shop.databaseUrl, [newVersion, old, young])
  expect(await sinceOf(old)).toMatchObject({ first: true })
  expect(await sinceOf(young)).toMatchObject({ first: false })

  // Both versions run for a while.
  await announced(parcel(2), oldVersion)
  await announced(parcel(3), newVersion)
  expect(await parcelsOf(young)).toEqual([parcel(3)])

  await catchUp(shop.ctx, [parcelLost])
  await catchUp(shop.ctx, [parcelLost])
  expect(await parcelsOf(young)).toEqual([parcel(2), parcel(3)])
  expect(await parcelsOf(old)).toEqual([parcel(1), parcel(2), parcel(3)])
})

test('preparing the queues again changes nothing, and after two days nothing is caught up with', async () => {
  const before = await sinceOf(young)
  await prepareQueues(shop.databaseUrl, [newVersion, old, young])
  expect(await sinceOf(young)).toEqual(before)

  await announced(parcel(4), oldVersion)
  await shop.db.$client`update followers set since = now() - interval '3 days' where queue = ${young.name}`
  await catchUp(shop.ctx, [parcelLost])
  expect(await parcelsOf(young)).not.toContain(parcel(4))
})
