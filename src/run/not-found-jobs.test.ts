import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { PoisonJob, type Queue } from '#platform/jobs/queue.ts'
import { jobFailureInWords } from '#platform/lib/in-words.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { announcedEvents } from '#slices/orders/events.ts'
import { followersOf, queues } from './what-follows.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const job = { id: 'job', attempt: 1 }
const failureOf = (queue: Queue, payload: object, ctx: Ctx = shop.ctx): Promise<unknown> =>
  queue.perform(ctx, payload, job).then(
    () => null,
    (error: unknown) => error,
  )

/** Whatever follows an event of an order, and the one job about an order that a reader asks for. */
const aboutOrders = [
  ...new Set(announcedEvents.flatMap(followersOf)),
  ...queues.filter(({ name }) => name === 'invoices.restore'),
]

test.each(aboutOrders.map(queue => [queue.name, queue] as const))(
  '%s tries again when the order that it names cannot be found',
  async (name, queue) => {
    const orderId = uuidv7()
    const payload = name === 'invoices.restore' ? { orderId } : { orderId, seq: 2 }
    const failure = await failureOf(queue, payload)
    expect(failure).toBeInstanceOf(Error)
    expect(failure).not.toBeInstanceOf(PoisonJob)
    expect(jobFailureInWords(failure)).toMatch(/cannot be found\.$|^There is no such order$/)
  },
)

test('an event that cannot be found is looked for again; one of another kind is nonsense for ever', async () => {
  const order = await confirmedOrder(shop)
  const { seq } = await announcementOf(shop, order.id, 'order.placed')
  const later = [
    'notifications.send-refunded',
    'notifications.send-refund-failed',
    'notifications.send-shipped',
    'notifications.send-delivered',
    'notifications.send-cancelled',
    'notifications.repeat-mail',
    'analytics.record-refund',
    'analytics.record-refund-failed',
  ]
  for (const name of later) {
    const queue = queues.find(each => each.name === name)
    if (!queue) throw new Error(`There is no queue ${name}`)
    const missing = await failureOf(queue, { orderId: order.id, seq: 900 })
    expect(missing, name).not.toBeInstanceOf(PoisonJob)
    expect(jobFailureInWords(missing), name).toMatch(/^Event 900 of the order cannot be found\.$/)
    expect(await failureOf(queue, { orderId: order.id, seq }), name).toBeInstanceOf(PoisonJob)
  }
})
