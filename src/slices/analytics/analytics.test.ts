import { and, eq, inArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Queue } from '#platform/jobs/queue.ts'
import { effects } from '#platform/jobs/schema.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { followBank } from '#slices/orders/bank/follow-bank.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, readLines } from '#slices/orders/queries.ts'
import type { RefundOf } from '#slices/orders/refunds/refund-input.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { recordDisputeQueue, recordRefundQueue, recordSaleQueue } from './jobs.ts'
import { salesByHour, topProducts } from './queries.ts'
import { saleLines, sales } from './schema.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

async function run(queue: Queue, order: Order, event: string, now?: Date) {
  const ctx = now ? { ...shop.ctx, now: () => now } : shop.ctx
  await queue.perform(ctx, await announcementOf(shop, order.id, event), { id: 'job', attempt: 1 })
}

const salesOf = (order: Order) =>
  shop.db.select().from(sales).where(eq(sales.orderId, order.id)).orderBy(sales.at)

test('a sale is recorded once, with its lines, even if its job runs twice or dies before it notes it', async () => {
  const order = await confirmedOrder(shop)
  await run(recordSaleQueue, order, 'order.confirmed')
  await run(recordSaleQueue, order, 'order.confirmed')
  await shop.db
    .delete(effects)
    .where(and(eq(effects.causeId, order.id), eq(effects.kind, 'analytics.record-sale')))
  await run(recordSaleQueue, order, 'order.confirmed')
  const recorded = await salesOf(order)
  expect(recorded).toMatchObject([
    { kind: 'sale', revenueMinor: 2_895, units: 2, currency: 'GBP', country: 'GB', at: order.confirmedAt },
  ])
  const lines = await shop.db
    .select()
    .from(saleLines)
    .where(eq(saleLines.eventId, recorded[0]?.eventId ?? ''))
  expect(lines).toMatchObject([{ quantity: 2, revenueMinor: 2_500 }])
})

test('a refund is a negative sale that also takes off its goods', async () => {
  const order = await confirmedOrder(shop)
  await run(recordSaleQueue, order, 'order.confirmed')
  await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed mind' })
  await run(recordRefundQueue, order, 'order.refunded')
  await run(recordRefundQueue, order, 'order.refunded')
  const recorded = await salesOf(order)
  expect(recorded).toMatchObject([{ kind: 'sale' }, { kind: 'refund', revenueMinor: -2_895, units: -2 }])
  const lines = await shop.db
    .select()
    .from(saleLines)
    .where(eq(saleLines.eventId, recorded[1]?.eventId ?? ''))
  expect(lines).toMatchObject([{ quantity: -2, revenueMinor: -2_500 }])
})

test('a partial refund takes off its units at their price, and a refund of a sum takes off no goods', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'shipped' })
  await run(recordSaleQueue, order, 'order.confirmed')
  const [line] = await readLines(shop.db, order.id)
  const refund = (of: RefundOf) =>
    refundOrder(withGateway(shop.ctx), { refundId: uuidv7(), orderId: order.id, reason: 'broken', of })
  await refund({
    kind: 'lines',
    lines: [{ lineId: line?.id ?? '', quantity: 1, restock: false }],
    shipping: true,
  })
  await run(recordRefundQueue, order, 'order.refunded')
  await refund({ kind: 'amount', amountMinor: 100 })
  const events = await readEvents(shop.db, order.id)
  await recordRefundQueue.perform(
    shop.ctx,
    { orderId: order.id, seq: events.at(-1)?.seq ?? 0 },
    { id: 'job', attempt: 1 },
  )
  const recorded = await salesOf(order)
  expect(recorded.slice(1)).toMatchObject([
    { kind: 'refund', revenueMinor: -1_645, units: -1 },
    { kind: 'refund', revenueMinor: -100, units: 0 },
  ])
  const goods = await shop.db
    .select()
    .from(saleLines)
    .where(
      inArray(
        saleLines.eventId,
        recorded.slice(1).map(row => row.eventId),
      ),
    )
  expect(goods).toMatchObject([{ quantity: -1, revenueMinor: -1_250 }])
})

test('the figures of a span follow the hours of the requested time zone and name the best sellers', async () => {
  const { sku } = await stockUp(shop.db, { sku: 'BEST', priceMinor: 5_000 })
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
  await run(recordSaleQueue, order, 'order.confirmed')
  // Half past eleven in London; Kolkata's hours begin at half past the hour of London's.
  await shop.db
    .update(sales)
    .set({ at: new Date('2024-11-05T11:40:00Z') })
    .where(eq(sales.orderId, order.id))
  const span = { from: new Date('2024-11-05T00:00:00Z'), to: new Date('2024-11-06T00:00:00Z') }
  expect(await salesByHour(shop.db, { ...span, timeZone: 'Europe/London' })).toEqual([
    {
      hour: new Date('2024-11-05T11:00:00Z'),
      orders: 1,
      units: 3,
      revenueMinor: order.totalMinor,
      currency: 'GBP',
    },
  ])
  expect(await salesByHour(shop.db, { ...span, timeZone: 'Asia/Kolkata' })).toMatchObject([
    { hour: new Date('2024-11-05T11:30:00Z') },
  ])
  expect(await topProducts(shop.db, { ...span, limit: 5 })).toEqual([
    { sku, name: 'Thing BEST', quantity: 3, revenueMinor: 15_000, currency: 'GBP' },
  ])
  expect(
    await salesByHour(shop.db, {
      from: span.to,
      to: new Date('2024-11-07T00:00:00Z'),
      timeZone: 'Europe/London',
    }),
  ).toEqual([])
})

describe('a dispute', () => {
  const day = (number: number) => new Date(`2026-03-0${number}T12:00:00Z`)
  const followOn = (order: Order, at: Date) =>
    followBank({ ...withGateway(shop.ctx), now: () => at }, order.id)
  const bank = () => askSandbox(shop)
  async function disputed(order: Order, amount?: number) {
    const [charge] = await bank().charges(order.id)
    return (await bank().byHand({ act: 'dispute', payment: charge?.paymentIntentId ?? '', amount })).id
  }
  /** All that the order announced of its disputes goes into the figures, each twice. */
  async function recordAll(order: Order) {
    for (const event of await readEvents(shop.db, order.id))
      if (event.type.startsWith('order.dispute_'))
        for (const attempt of [1, 2])
          await recordDisputeQueue.perform(
            shop.ctx,
            { orderId: order.id, seq: event.seq },
            { id: 'job', attempt },
          )
  }
  const takenOff = async (order: Order) =>
    (await salesOf(order))
      .filter(({ kind }) => kind === 'dispute')
      .map(({ at, revenueMinor, units }) => ({ at, revenueMinor, units }))

  test('that is lost is money that went on the day of its loss, once; what is won late comes back on its day', async () => {
    const order = await confirmedOrder(shop)
    await run(recordSaleQueue, order, 'order.confirmed')
    const id = await disputed(order, 1_200)
    await followOn(order, day(1))
    await recordAll(order)
    expect(await takenOff(order)).toEqual([])
    await bank().byHand({ act: 'lose', dispute: id })
    for (const _ of [1, 2]) await followOn(order, day(2))
    await recordAll(order)
    expect(await takenOff(order)).toEqual([{ at: day(2), revenueMinor: -1_200, units: 0 }])
    const span = { from: day(1), to: day(3), timeZone: 'Europe/London' }
    expect(await salesByHour(shop.db, span)).toEqual([
      { hour: day(2), orders: 0, units: 0, revenueMinor: -1_200, currency: 'GBP' },
    ])
    await bank().byHand({ act: 'win', dispute: id })
    for (const _ of [1, 2]) await followOn(order, day(4))
    await recordAll(order)
    expect(await takenOff(order)).toEqual([
      { at: day(2), revenueMinor: -1_200, units: 0 },
      { at: day(4), revenueMinor: 1_200, units: 0 },
    ])
  })

  test('that is won, or about an order that was never sold, changes no figures', async () => {
    const order = await confirmedOrder(shop)
    const id = await disputed(order)
    await followOn(order, day(1))
    await bank().byHand({ act: 'win', dispute: id })
    await followOn(order, day(2))
    await recordAll(order)
    expect(await takenOff(order)).toEqual([])
  })

  test('whose sum the bank corrects after it was lost takes off what went in the end', async () => {
    const order = await confirmedOrder(shop)
    const id = await disputed(order, 1_200)
    await bank().byHand({ act: 'lose', dispute: id })
    await followOn(order, day(1))
    const gateway = withGateway(shop.ctx).gateway
    const corrected = (amountMinor: number) => ({
      ...withGateway(shop.ctx),
      now: () => day(5),
      gateway: {
        ...gateway,
        disputesOf: async (paymentId: string) =>
          (await gateway.disputesOf(paymentId))?.map(each => ({
            ...each,
            amount: { ...each.amount, amount: amountMinor },
          })) ?? null,
      },
    })
    await followBank(corrected(900), order.id)
    await followBank(corrected(1_500), order.id)
    await recordAll(order)
    expect((await takenOff(order)).map(({ revenueMinor }) => revenueMinor)).toEqual([-1_200, 300, -600])
  })
})
