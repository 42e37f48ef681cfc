import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effectOf } from '#platform/jobs/effects.ts'
import { effects } from '#platform/jobs/schema.ts'
import { storage } from '#platform/outside/storage.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import type { Order } from '#slices/orders/order.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { readInvoiceDocument } from './documents/queries.ts'
import { downloadInvoice } from './download-document.ts'
import { drawInvoice } from './draw-invoice.tsx'
import { type Invoice, readInvoice } from './invoice.ts'
import { renderInvoiceQueue } from './jobs.ts'
import { answerInvoice } from './rest.ts'
import { textOfPdf } from './test-pdf.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

async function render(order: Order) {
  await renderInvoiceQueue.perform(shop.ctx, await announcementOf(shop, order.id, 'order.confirmed'), {
    id: 'job',
    attempt: 1,
  })
}

const withToken = (order: Order) => ({ token: trackingTokenOf(order.id), customerId: null, isStaff: false })

async function keyOf({ id }: Order): Promise<string> {
  const document = await readInvoiceDocument(shop.db, id)
  expect(document?.number).toMatch(/^INV-\d{4}-\d{6}$/)
  return `invoices/${document?.number}.pdf`
}

async function storedText(order: Order): Promise<string> {
  const file = await downloadInvoice(shop.db, order.id, withToken(order))
  return file.kind === 'pdf' ? textOfPdf(file.bytes) : file.kind
}

test('the invoice of a confirmed order shows seller, buyer, goods, amounts, tax and payment', async () => {
  const order = await confirmedOrder(shop)
  await render(order)
  const text = await storedText(order)
  for (const words of [
    order.number,
    'Ana Moss',
    'SW1A 1AA',
    'Orderly Demo Ltd',
    '£12.50',
    '£25.00',
    '£3.95',
    '£28.95',
    'VAT 20%',
    '£4.83',
    '£24.12',
    'Visa ending in 4242',
    'page 1 of 1',
  ]) {
    expect(text).toContain(words)
  }
})

test('added tax is one of the amounts that add up to the total', async () => {
  const american = {
    name: 'Zoë Łuk',
    line1: '1 Main Street',
    city: 'Austin',
    region: 'TX',
    postalCode: '73301',
    country: 'US',
  }
  const order = await confirmedOrder(shop, { shippingAddress: american })
  await render(order)
  const text = await storedText(order)
  for (const words of ['Sales tax 8%', 'added to goods and delivery', 'Zoë Łuk', 'Austin, TX, 73301'])
    expect(text).toContain(words)
  expect(text).not.toContain('Without')
})

test('an invoice is drawn and stored once, even if its job runs twice', async () => {
  const order = await confirmedOrder(shop)
  await render(order)
  const key = await keyOf(order)
  expect(await effectOf(shop.db, order.id, 'invoices.render')).toMatchObject({ ref: key })
  const files = await storage()
  await files.put(key, Buffer.from('left alone'), 'application/pdf')
  await render(order)
  expect(Buffer.from((await files.read(key)) ?? []).toString()).toBe('left alone')
})

test('a second run after one that died between storing and noting writes the same file', async () => {
  const order = await confirmedOrder(shop)
  await render(order)
  await shop.db.delete(effects).where(and(eq(effects.causeId, order.id), eq(effects.kind, 'invoices.render')))
  await render(order)
  expect(await effectOf(shop.db, order.id, 'invoices.render')).toMatchObject({
    ref: await keyOf(order),
  })
  expect(await storedText(order)).toContain(order.number)
})

test('a reader is told to ask again for an invoice that is not drawn yet, and a stranger gets not found', async () => {
  const order = await confirmedOrder(shop)
  const stranger = {
    token: trackingTokenOf(crypto.randomUUID()),
    customerId: crypto.randomUUID(),
    isStaff: false,
  }
  expect(await downloadInvoice(shop.db, order.id, withToken(order))).toEqual({ kind: 'not_ready' })
  expect(await downloadInvoice(shop.db, order.id, stranger)).toEqual({ kind: 'not_found' })
  await render(order)
  expect(await downloadInvoice(shop.db, order.id, stranger)).toEqual({ kind: 'not_found' })
  expect(
    await downloadInvoice(shop.db, order.id, { token: null, customerId: null, isStaff: true }),
  ).toMatchObject({ kind: 'pdf' })
})

test('HTTP answers 409 with Retry-After, then the PDF, and 404 to a reader without a key', async () => {
  const order = await confirmedOrder(shop)
  const url = `http://shop.example/api/v1/orders/${order.id}/invoice`
  const ask = (address: string) => answerInvoice(new Request(address), order.id)
  const early = await ask(`${url}?token=${trackingTokenOf(order.id)}`)
  expect([early.status, early.headers.get('retry-after'), early.headers.get('content-type')]).toEqual([
    409,
    '2',
    'application/problem+json',
  ])
  expect(await early.json()).toMatchObject({ code: 'not_ready', status: 409 })
  await render(order)
  const ready = await ask(`${url}?token=${trackingTokenOf(order.id)}`)
  expect([ready.status, ready.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(
    Buffer.from(await ready.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect((await ask(url)).status).toBe(404)
  expect((await answerInvoice(new Request(url), 'not-an-id')).status).toBe(404)
})

test('an invoice of 1,114 lines has them all, over many pages, each with the head of the columns', async () => {
  const order = await confirmedOrder(shop)
  const invoice = await readInvoice(shop.db, order.id)
  const [line] = invoice?.lines ?? []
  if (!invoice || !line) throw new Error('the order has no invoice')
  const lines = Array.from({ length: 1_114 }, (_, index) => ({ ...line, sku: `SKU-${index}` }))
  const long: Invoice = { ...invoice, lines }
  const text = textOfPdf(await drawInvoice(long))
  expect(lines.filter(({ sku }) => !text.includes(sku))).toEqual([])
  const pages = Number(/page 1 of (\d+)/.exec(text)?.[1])
  expect(pages).toBeGreaterThan(50)
  expect(text.split('Unit price').length - 1).toBe(pages)
  expect(text.split('Visa ending in 4242').length - 1).toBe(1)
})

test('a missing file reads as null, and a second write replaces the first', async () => {
  const files = await storage()
  expect(await files.read('invoices/none.pdf')).toBeNull()
  await files.put('a/b.txt', Buffer.from('one'), 'text/plain')
  await files.put('a/b.txt', Buffer.from('two'), 'text/plain')
  expect(Buffer.from((await files.read('a/b.txt')) ?? []).toString()).toBe('two')
  expect(await files.exists('a/b.txt')).toBe(true)
})
