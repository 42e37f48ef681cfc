import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteEffects } from '#platform/jobs/effects.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { noteRefundCameBack } from '#slices/orders/bank/note-bank-refund.ts'
import { changeAddress } from '#slices/orders/delivery/change-address.ts'
import type { Order } from '#slices/orders/order.ts'
import { readLines } from '#slices/orders/queries.ts'
import type { RefundOf } from '#slices/orders/refunds/refund-input.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readRefund } from '#slices/payments/refund.ts'
import { downloadCredit, downloadInvoice } from '../download-document.ts'
import { drawInvoice } from '../draw-invoice.tsx'
import { drawable, readInvoice } from '../invoice.ts'
import { creditQueue, renderInvoiceQueue, reverseCreditQueue } from '../jobs.ts'
import { answerCredit } from '../rest.ts'
import { textOfPdf } from '../test-pdf.ts'
import { INVOICE_EFFECT, issueInvoice } from './issue.ts'
import { readNumber } from './number.ts'
import { documentsOf, readCredit, readInvoiceDocument } from './queries.ts'
import { readSale } from './read-sale.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const JOB = { id: 'job', attempt: 1 }
const renderNow = async (order: Order) =>
  renderInvoiceQueue.perform(shop.ctx, await announcementOf(shop, order.id, 'order.confirmed'), JOB)

async function refund(order: Order, of: RefundOf): Promise<string> {
  const refundId = uuidv7()
  await refundOrder(withGateway(shop.ctx), { refundId, orderId: order.id, reason: 'broken', of })
  return refundId
}
const sumOf = (amountMinor: number): RefundOf => ({ kind: 'amount', amountMinor })

/** Runs the job of the last event of this kind. */
async function follow(queue: typeof creditQueue, order: Order, type: string, at = 0) {
  const rows = await shop.db.$client<{ seq: number }[]>`
    select seq from order_events where order_id = ${order.id} and type = ${type} order by seq`
  await queue.perform(shop.ctx, { orderId: order.id, seq: rows[at]?.seq }, JOB)
}

async function brokenInvariants(): Promise<number[]> {
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  return checked.filter(({ violations }) => violations > 0).map(({ number }) => number)
}

const asker = (order: Order) => ({ token: trackingTokenOf(order.id), customerId: null, isStaff: false })

test('numbers have no gap and no twin, however many connections write and whatever ends them', async () => {
  const orders: Order[] = []
  for (let count = 0; count < 12; count++) orders.push(await confirmedOrder(shop))
  const url = shop.databaseUrl
  const killer = postgres(url, { max: 1, onnotice: () => {} })
  // Each order's invoice is asked for five times at once, while connections are cut and statements refused.
  const cut = killer.unsafe(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%document_numbers%' and pid <> pg_backend_pid()`,
  )
  const asked = orders.flatMap(({ id }) => Array.from({ length: 5 }, () => issueInvoice(shop.ctx, id)))
  const refused = orders.map(({ id }) =>
    shop.db
      .transaction(async tx => {
        await issueInvoice({ ...shop.ctx, db: tx as never }, id)
        throw new Error('rolled back')
      })
      .catch(() => null),
  )
  await Promise.allSettled([...asked, ...refused, cut])
  await killer.end()
  for (const { id } of orders) await issueInvoice(shop.ctx, id)
  const numbers = await shop.db.$client<{ number: number }[]>`
    select number from documents where kind = 'invoice' order by number`
  expect(numbers.map(({ number }) => number)).toEqual(orders.map((_, index) => index + 1))
  expect(await brokenInvariants()).toEqual([])
})

test('a document is never changed and never deleted', async () => {
  const order = await confirmedOrder(shop)
  await issueInvoice(shop.ctx, order.id)
  const sql = shop.db.$client
  await expect(sql`update documents set total_minor = 1 where order_id = ${order.id}`).rejects.toThrow(
    /append-only/,
  )
  await expect(sql`delete from documents where order_id = ${order.id}`).rejects.toThrow(/append-only/)
})

test('an invoice is drawn from what was frozen, byte for byte, whatever became of the order and the seller', async () => {
  const order = await confirmedOrder(shop)
  const document = await issueInvoice(shop.ctx, order.id)
  if (!document) throw new Error('the order has no invoice')
  const first = await drawInvoice(drawable(document))
  const moved = { ...order.shippingAddress, name: 'Somebody Else' }
  await changeAddress(shop.ctx, { orderId: order.id, shippingAddress: moved })
  const again = await readInvoiceDocument(shop.db, order.id)
  expect(await readInvoice(shop.db, order.id)).toEqual(again && drawable(again))
  expect(Buffer.compare(await drawInvoice(drawable(again ?? document)), first)).toBe(0)
  const text = textOfPdf(first)
  for (const words of [document.number, order.number, 'Ana Moss', 'Orderly Demo Ltd', 'VAT 20%', '£4.83'])
    expect(text).toContain(words)
  expect(text).not.toContain('Somebody Else')
  const seller = { ...document.content.seller, name: 'An Earlier Seller', note: '' }
  const earlier = { ...document, content: { ...document.content, seller } } as typeof document
  const textThen = textOfPdf(await drawInvoice(drawable(earlier)))
  expect(textThen).toContain('An Earlier Seller')
  expect(textThen).not.toContain('Orderly Demo Ltd')
})

test('an order whose invoice was drawn under its own number keeps that, and its credit notes name it', async () => {
  const order = await confirmedOrder(shop)
  const ref = `invoices/${order.number}.pdf`
  await noteEffects(shop.db, [{ causeId: order.id, kind: INVOICE_EFFECT, ref }])
  await renderNow(order)
  expect(await readInvoiceDocument(shop.db, order.id)).toBeNull()
  const file = await downloadInvoice(shop.db, order.id, asker(order))
  expect(file).toMatchObject({ kind: 'pdf', name: `invoice-${order.number}.pdf` })
  const refundId = await refund(order, sumOf(500))
  await follow(creditQueue, order, 'order.refunded')
  const credit = await readCredit(shop.db, { orderId: order.id, kind: 'credit_note', causeId: refundId })
  expect(credit?.content.corrects).toEqual({ number: order.number, issuedOn: null })
  expect(await brokenInvariants()).toEqual([])
})

test('a refund that is told before the invoice was written writes that first, and each is written once', async () => {
  const order = await confirmedOrder(shop)
  const [line] = await readLines(shop.db, order.id)
  const refundId = await refund(order, {
    kind: 'lines',
    lines: [{ lineId: line?.id ?? '', quantity: 1, restock: false }],
    shipping: true,
  })
  await follow(creditQueue, order, 'order.refunded')
  await follow(creditQueue, order, 'order.refunded')
  await renderNow(order)
  const [invoice, credit, ...more] = await documentsOf(shop.db, order.id)
  expect(more).toEqual([])
  expect([invoice?.kind, credit?.kind]).toEqual(['invoice', 'credit_note'])
  expect(credit).toMatchObject({
    causeId: refundId,
    totalMinor: 1_645,
    content: {
      corrects: { number: invoice?.number },
      lines: [{ quantity: 1, amountMinor: 1_250 }],
      deliveryMinor: 395,
      otherMinor: 0,
      // £12.50 holds £2.09 of VAT, since the line's £25.00 hold £4.17; the delivery holds the rest of £4.83.
      taxes: [{ baseMinor: 1_370, taxMinor: 275, deliveryBaseMinor: 329 }],
    },
  })
})

test('all that was paid, given back in parts, leaves nought of every rate', async () => {
  const order = await confirmedOrder(shop)
  for (const part of [sumOf(333), sumOf(1), { kind: 'rest' } as const]) await refund(order, part)
  for (const at of [2, 0, 1]) await follow(creditQueue, order, 'order.refunded', at)
  const [invoice, ...credits] = await documentsOf(shop.db, order.id)
  const sum = (of: 'baseMinor' | 'taxMinor') =>
    credits.reduce((total, { content }) => total + (content.taxes[0]?.[of] ?? 0), 0)
  expect([sum('baseMinor'), sum('taxMinor')]).toEqual([
    invoice?.content.taxes[0]?.baseMinor,
    invoice?.content.taxes[0]?.taxMinor,
  ])
  expect(await brokenInvariants()).toEqual([])
})

test('the credit note of a refund that came back is cancelled by a document of its own', async () => {
  const order = await confirmedOrder(shop)
  const refundId = await refund(order, sumOf(700))
  const came = await readRefund(shop.db, refundId)
  if (!came) throw new Error('there is no refund')
  await noteRefundCameBack(withGateway(shop.ctx), came)
  // The news of the failure may be worked on first.
  await follow(reverseCreditQueue, order, 'order.refund_failed')
  await follow(creditQueue, order, 'order.refunded')
  const [invoice, credit, reversal, ...more] = await documentsOf(shop.db, order.id)
  expect(more).toEqual([])
  expect([credit?.kind, reversal?.kind]).toEqual(['credit_note', 'reversal'])
  expect(reversal?.content.taxes).toEqual(credit?.content.taxes)
  expect(reversal?.content).toMatchObject({
    corrects: { number: credit?.number },
    ofInvoice: invoice?.number,
    totalMinor: 700,
  })
  // The sandbox's bank still counts the first refund.
  await refund(order, sumOf(order.totalMinor - 700))
  await follow(creditQueue, order, 'order.refunded', 1)
  const last = (await documentsOf(shop.db, order.id)).at(-1)
  expect(last).toMatchObject({ kind: 'credit_note', totalMinor: order.totalMinor - 700 })
  // That bank and our books differ by the refund that we only said had come back.
  expect(await brokenInvariants()).toEqual([12])
})

test('an order that was never confirmed has neither invoice nor credit note', async () => {
  expect(await readSale(shop.db, uuidv7())).toBeNull()
  await stockUp(shop.db, { sku: 'LATE' })
  const order = await confirmedOrder(shop, { lines: [{ sku: 'LATE', quantity: 1 }] })
  const refundId = await refund(order, { kind: 'rest' })
  await shop.db
    .$client`update orders set confirmed_at = null, state = 'expired', money = 'unpaid' where id = ${order.id}`
  await follow(creditQueue, order, 'order.refunded')
  expect(await documentsOf(shop.db, order.id)).toEqual([])
  expect(await downloadInvoice(shop.db, order.id, asker(order))).toEqual({ kind: 'not_found' })
  await shop.db
    .$client`update orders set confirmed_at = now(), state = 'cancelled', money = 'refunded' where id = ${order.id}`
  expect(refundId).toBeTruthy()
})

test('a credit note is fetched by its number or by its refund, by those who may see the order', async () => {
  const order = await confirmedOrder(shop)
  const refundId = await refund(order, sumOf(250))
  const now = new Date()
  const fetched = (wanted: string, token: string | null = trackingTokenOf(order.id)) =>
    downloadCredit(shop.db, order.id, { wanted, asker: { ...asker(order), token }, now })
  expect(await fetched(refundId)).toEqual({ kind: 'not_ready' })
  await follow(creditQueue, order, 'order.refunded')
  const credit = (await documentsOf(shop.db, order.id)).at(-1)
  const file = await fetched(credit?.number ?? '')
  expect(file).toEqual(await fetched(refundId))
  const text = file.kind === 'pdf' ? textOfPdf(file.bytes) : file.kind
  const invoice = await readInvoiceDocument(shop.db, order.id)
  for (const words of ['Credit note', credit?.number ?? '?', invoice?.number ?? '?', 'Ana Moss', '£2.50'])
    expect(text).toContain(words)
  expect(await fetched(refundId, null)).toEqual({ kind: 'not_found' })
  expect(await fetched('CN-2020-000001')).toEqual({ kind: 'not_found' })
  expect(await fetched(invoice?.number ?? '')).toEqual({ kind: 'not_found' })
  expect(await downloadCredit(shop.db, order.id, { wanted: uuidv7(), asker: asker(order), now })).toEqual({
    kind: 'not_found',
  })
  const url = `http://shop.example/api/v1/orders/${order.id}/credit-notes/${credit?.number}`
  const answer = await answerCredit(
    new Request(`${url}?token=${trackingTokenOf(order.id)}`),
    order.id,
    credit?.number ?? '',
  )
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    `inline; filename="${credit?.number}.pdf"`,
  ])
})

test('a number reads as it is written', () => {
  expect(readNumber('inv-2026-000123')).toEqual({ series: 'invoice', year: 2026, number: 123 })
  expect(readNumber('CN-2026-1000000')).toEqual({ series: 'credit_note', year: 2026, number: 1_000_000 })
  expect(readNumber('O-2K7F-9QXM')).toBeNull()
})
