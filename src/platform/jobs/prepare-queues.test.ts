import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { deadLetterOptions, type EveryOption, optionsOf, prepareQueues } from './prepare-queues.ts'
import { deadLetterQueueOf, defineQueue } from './queue.ts'

let shop: TestShop
let boss: PgBoss
beforeAll(async () => {
  shop = await openTestShop()
  boss = new PgBoss({ connectionString: shop.databaseUrl, max: 1, supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue('test.elsewhere')
  await prepareQueues(shop.databaseUrl, [queue])
})
afterAll(async () => {
  await boss.stop({ graceful: false })
  await shop.close()
})

const queue = defineQueue({ name: 'test.limits', schema: z.object({}), work: async () => {} })
const dead = deadLetterQueueOf(queue.name)

/** Something else for each option, as an older version of the shop may have set it. */
const others: EveryOption = {
  retryLimit: 3,
  retryDelay: 7,
  retryBackoff: false,
  retryDelayMax: 11,
  expireInSeconds: 13,
  retentionSeconds: 17,
  deleteAfterSeconds: 19,
  deadLetter: 'test.elsewhere',
  warningQueueSize: 23,
  heartbeatSeconds: 29,
  notify: true,
}
const elsewhere: Partial<EveryOption> = { retryBackoff: true }

async function expectAsWritten() {
  expect(await boss.getQueue(queue.name)).toMatchObject(optionsOf(queue))
  expect(await boss.getQueue(dead)).toMatchObject(deadLetterOptions())
}

test('a new queue and its dead letter queue have every option as written', expectAsWritten)

test.each(Object.keys(others) as (keyof EveryOption)[])(
  'an existing queue and its dead letter queue get %s back',
  async option => {
    // pg-boss lets no longest wait stand beside waits that do not grow.
    const along = option === 'retryDelayMax' ? { retryBackoff: true } : {}
    await boss.updateQueue(queue.name, { ...along, [option]: others[option] })
    await boss.updateQueue(dead, { ...along, [option]: elsewhere[option] ?? others[option] })
    expect(await boss.getQueue(queue.name)).not.toMatchObject(optionsOf(queue))
    expect(await boss.getQueue(dead)).not.toMatchObject(deadLetterOptions())
    await prepareQueues(shop.databaseUrl, [queue])
    await expectAsWritten()
  },
)

test('every limit of ours reaches the queue when it is changed', async () => {
  const limits = { ...queue.limits, retryLimit: 41, retryDelaySeconds: 3, retryDelayMaxSeconds: 30 }
  await prepareQueues(shop.databaseUrl, [{ ...queue, limits: { ...limits, expireInSeconds: 99 } }])
  expect(await boss.getQueue(queue.name)).toMatchObject({
    retryLimit: 41,
    retryDelay: 3,
    retryDelayMax: 30,
    expireInSeconds: 99,
  })
})
