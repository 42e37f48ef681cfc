import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effectOf } from '#platform/jobs/effects.ts'
import type { Queue } from '#platform/jobs/queue.ts'
import { env } from '#platform/lib/env.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { dispatchOrderQueue, repeatDispatchQueue } from '#slices/fulfillment/jobs.ts'
import { parcels } from '#slices/fulfillment/schema.ts'
import { redrawInvoiceQueue, renderInvoiceQueue, restoreInvoiceQueue } from '#slices/invoices/jobs.ts'
import { answerInvoice } from '#slices/invoices/rest.ts'
import { repeatMailQueue, sendConfirmationQueue } from '#slices/notifications/jobs.ts'
import { ada, staffCaller } from '#slices/orders/desk/test-orders.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { cancelOrder } from '../cancel-order.ts'
import type { Order } from '../order.ts'
import { readEvents } from '../queries.ts'
import { orderEvents } from '../schema.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())

const anna = { ...ada, name: 'Anna', customerId: uuidv7() } as NonNullable<typeof ada>
const desk = (seconds = 0) => staffCaller(shop, anna, () => new Date(Date.now() + seconds * 1_000))

async function run(queue: Queue, order: Order, event: string) {
  await queue.perform(shop.ctx, await announcementOf(shop, order.id, event), { id: 'job', attempt: 1 })
}
async function lastOf(order: Order) {
  const last = (await readEvents(shop.db, order.id)).at(-1)
  return { type: last?.type, actor: last?.actor }
}
const inboxOf = async (order: Order) =>
  (await (await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${order.number}`)).json()) as unknown[]

const invoiceOf = (order: Order, headers = {}) =>
  answerInvoice(
    new Request(`http://shop/api/v1/orders/${order.id}/invoice?token=${trackingTokenOf(order.id)}`, {
      headers,
    }),
    order.id,
  )
const loseFiles = () => rmSync(join(env().DATA_DIR, 'storage'), { recursive: true, force: true })

test('an invoice whose file is gone is drawn again on request, once however often it is requested', async () => {
  const order = await confirmedOrder(shop)
  await run(renderInvoiceQueue, order, 'order.confirmed')
  loseFiles()
  const answers = await Promise.all([invoiceOf(order), invoiceOf(order), invoiceOf(order)])
  for (const answer of answers) {
    expect(answer.status).toBe(409)
    expect(answer.headers.get('retry-after')).toBe('2')
    expect(await answer.json()).toMatchObject({ code: 'not_ready' })
  }
  const jobs = await shop.db.$client<{ data: object }[]>`
    select data from pgboss.job where name = ${restoreInvoiceQueue.name} and data ->> 'orderId' = ${order.id}`
  expect(jobs.length).toBeLessThanOrEqual(2)
  await restoreInvoiceQueue.perform(shop.ctx, jobs[0]?.data, { id: 'job', attempt: 1 })
  const answer = await invoiceOf(order)
  expect(answer.status).toBe(200)
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

test('a browser that asks too early asks again by itself', async () => {
  const order = await confirmedOrder(shop)
  const answer = await invoiceOf(order, { accept: 'text/html,*/*' })
  expect(answer.status).toBe(409)
  expect(answer.headers.get('refresh')).toBe('2')
  expect(await answer.text()).toContain('We are writing your document')
})

test('a finished job finds that its file is gone and draws it again', async () => {
  const order = await confirmedOrder(shop)
  await run(renderInvoiceQueue, order, 'order.confirmed')
  loseFiles()
  await run(renderInvoiceQueue, order, 'order.confirmed')
  expect((await invoiceOf(order)).status).toBe(200)
})

test('a person can send a mail again, once for each press, and the history names them', async () => {
  const order = await confirmedOrder(shop)
  const kind = 'notifications.send-confirmation'
  await expect(desk().repeat({ orderId: order.id, kind })).rejects.toThrow(/not been done yet/)
  await run(sendConfirmationQueue, order, 'order.confirmed')
  await Promise.all([desk().repeat({ orderId: order.id, kind }), desk().repeat({ orderId: order.id, kind })])
  expect(await lastOf(order)).toEqual({ type: 'order.mail_repeated', actor: `staff:${anna.customerId}:Anna` })
  await run(repeatMailQueue, order, 'order.mail_repeated')
  await run(repeatMailQueue, order, 'order.mail_repeated')
  expect(await inboxOf(order)).toHaveLength(2)
  await desk(60).repeat({ orderId: order.id, kind })
  expect(
    (await readEvents(shop.db, order.id)).filter(({ type }) => type === 'order.mail_repeated'),
  ).toHaveLength(2)
})

test('a person can have an invoice drawn again', async () => {
  const order = await confirmedOrder(shop)
  await run(renderInvoiceQueue, order, 'order.confirmed')
  loseFiles()
  await desk().repeat({ orderId: order.id, kind: 'invoices.render' })
  await run(redrawInvoiceQueue, order, 'order.invoice_repeated')
  expect((await invoiceOf(order)).status).toBe(200)
  expect(await effectOf(shop.db, order.id, 'invoices.redraw#3')).not.toBeNull()
})

test('a person can hand over an order again that the warehouse lost, and a warehouse that has it changes nothing', async () => {
  const order = await confirmedOrder(shop)
  await run(dispatchOrderQueue, order, 'order.confirmed')
  await shop.db.update(parcels).set({ missingSince: new Date() }).where(eq(parcels.orderId, order.id))
  await fetch(`${shop.sandbox.url}/_sandbox/reset`, { method: 'POST' })
  const there = async () =>
    (await (await fetch(`${shop.sandbox.url}/_sandbox/shipments?orderId=${order.id}`)).json()) as unknown[]
  for (let press = 0; press < 2; press++) {
    await desk(press * 60).repeat({ orderId: order.id, kind: 'warehouse.dispatch' })
    const asked = (await readEvents(shop.db, order.id)).at(-1)
    await repeatDispatchQueue.perform(
      shop.ctx,
      { orderId: order.id, seq: asked?.seq },
      { id: 'job', attempt: 1 },
    )
    expect(await there()).toHaveLength(1)
  }
  const [row] = await shop.db.select().from(parcels).where(eq(parcels.orderId, order.id))
  expect(row?.missingSince).toBeNull()
  await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'lost' })
  await expect(desk(200).repeat({ orderId: order.id, kind: 'warehouse.dispatch' })).rejects.toMatchObject({
    message: /no longer one to hand over/,
  })
})

test('money and figures are never repeated, and every other effect has a limit', async () => {
  const order = await confirmedOrder(shop)
  for (const kind of ['analytics.record-sale', 'warehouse.recall', 'made.up'])
    await expect(desk().repeat({ orderId: order.id, kind })).rejects.toThrow(/cannot be done a second time/)
  await run(renderInvoiceQueue, order, 'order.confirmed')
  for (let press = 0; press < 20; press++)
    await desk(press * 60).repeat({ orderId: order.id, kind: 'invoices.render' })
  await expect(desk(5_000).repeat({ orderId: order.id, kind: 'invoices.render' })).rejects.toThrow(/20 times/)
  const repeated = and(eq(orderEvents.orderId, order.id), eq(orderEvents.type, 'order.invoice_repeated'))
  expect(await shop.db.$count(orderEvents, repeated)).toBe(20)
})
