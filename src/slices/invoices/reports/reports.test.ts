import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf } from '#platform/lib/csv.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { taxClasses } from '#slices/catalog/tax-classes.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { DocumentContent, DocumentTax } from '../documents/content.ts'
import { issueCreditNote, issueInvoice } from '../documents/issue.ts'
import { writeDocument } from '../documents/write-document.ts'
import { readJournal } from './journal.ts'
import { readTaxReport } from './tax-report.ts'

let shop: RestShop
let headers: Record<string, string>
let orderId: string
beforeAll(async () => {
  shop = await openRestShop()
  headers = await keyFor(shop.db, 'money.read')
  orderId = (await confirmedOrder(shop)).id
})
afterAll(() => shop.close())

const group = (changes: Partial<DocumentTax> = {}): DocumentTax => ({
  name: 'VAT',
  country: 'GB',
  rateBasisPoints: 2_000,
  treatment: 'standard',
  baseMinor: 1_000,
  taxMinor: 200,
  deliveryBaseMinor: 100,
  discountBaseMinor: 50,
  ...changes,
})

/** Writes a document of these rates as if it were issued at this moment. Only an invoice is written for an order of its own. */
async function write(
  kind: 'credit_note' | 'reversal',
  at: string,
  taxes: DocumentTax[],
  { causeId = uuidv7(), creditMinor }: { causeId?: string; creditMinor?: number } = {},
) {
  const totalMinor = taxes.reduce((sum, { baseMinor, taxMinor }) => sum + baseMinor + taxMinor, 0)
  const content = { currency: 'GBP', totalMinor, taxes, paid: { creditMinor } } as unknown as DocumentContent
  await writeDocument({ db: shop.db, now: () => new Date(at) }, { orderId, kind, causeId }, content)
  return causeId
}

const on = (day: string) => ({ from: day, to: day })

test('what goes back to a gift card is owed again, and is no refund', async () => {
  await write('credit_note', '2024-03-12T12:00:00Z', [group()], { creditMinor: 500 })
  await write('reversal', '2024-03-13T12:00:00Z', [group()], { creditMinor: 500 })
  const paid = (entries: Awaited<ReturnType<typeof readJournal>>) =>
    entries.slice(0, 2).map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor])
  expect(paid(await readJournal(shop.db, on('2024-03-12')))).toEqual([
    ['refunds', 0, 700],
    ['credit', 0, 500],
  ])
  expect(paid(await readJournal(shop.db, on('2024-03-13')))).toEqual([
    ['refunds', 700, 0],
    ['credit', 500, 0],
  ])
})

test('credit that is given for what came back is owed, has its credit note, and is no refund', async () => {
  const order = await confirmedOrder(shop)
  const refundId = uuidv7()
  await refundOrder(withGateway(shop.ctx), {
    refundId,
    orderId: order.id,
    reason: 'Return R-0000-0000',
    of: { kind: 'amount', amountMinor: 1_250 },
    asCredit: true,
  })
  const ctx = { db: shop.db, now: () => new Date('2024-03-20T12:00:00Z') }
  const note = await issueCreditNote(ctx, { orderId: order.id, refundId })
  expect(note?.content).toMatchObject({ totalMinor: 1_250, paid: { by: 'gift card', creditMinor: 1_250 } })
  const entries = await readJournal(shop.db, on('2024-03-20'))
  const booked = entries.filter(({ account }) => account === 'refunds' || account === 'credit')
  expect(booked).toMatchObject([{ account: 'credit', debitMinor: 0, creditMinor: 1_250 }])
})

test('an invoice is booked as a payment against sales, delivery and tax', async () => {
  await issueInvoice({ db: shop.db, now: () => new Date('2024-03-05T12:00:00Z') }, orderId)
  const entries = await readJournal(shop.db, on('2024-03-05'))
  expect(entries.map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor])).toEqual([
    ['payments', 2_895, 0],
    ['sales', 0, 2_083],
    ['delivery', 0, 329],
    ['tax', 0, 483],
  ])
  expect(await readTaxReport(shop.db, on('2024-03-05'))).toEqual([
    {
      country: 'GB',
      name: 'VAT',
      rateBasisPoints: 2_000,
      treatment: 'standard',
      currency: 'GBP',
      invoicedMinor: 2_412,
      invoicedTaxMinor: 483,
      creditedMinor: 0,
      creditedTaxMinor: 0,
    },
  ])
})

test('a credit note is taken off, and its cancellation takes that back', async () => {
  const causeId = await write('credit_note', '2024-03-06T12:00:00Z', [group({ discountBaseMinor: 0 })])
  const [given] = await readTaxReport(shop.db, on('2024-03-06'))
  expect(given).toMatchObject({ invoicedMinor: 0, creditedMinor: 1_000, creditedTaxMinor: 200 })
  const booked = await readJournal(shop.db, on('2024-03-06'))
  expect(booked.map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor])).toEqual([
    ['refunds', 0, 1_200],
    ['sales', 900, 0],
    ['delivery', 100, 0],
    ['tax', 200, 0],
  ])
  await write('reversal', '2024-03-06T13:00:00Z', [group({ discountBaseMinor: 0 })], { causeId })
  const [both] = await readTaxReport(shop.db, on('2024-03-06'))
  expect(both).toMatchObject({ creditedMinor: 0, creditedTaxMinor: 0 })
})

test('a day of a report is a day of the shop, in summer and in winter', async () => {
  await write('credit_note', '2024-06-30T22:59:59Z', [group()])
  await write('credit_note', '2024-06-30T23:00:00Z', [group({ rateBasisPoints: 500, treatment: 'reduced' })])
  const rates = async (day: string) =>
    (await readTaxReport(shop.db, on(day))).map(({ rateBasisPoints }) => rateBasisPoints)
  expect([await rates('2024-06-30'), await rates('2024-07-01')]).toEqual([[2_000], [500]])
  // The year of a number is the shop's too.
  await write('credit_note', '2023-12-31T23:59:59Z', [group()])
  await write('credit_note', '2024-01-01T00:00:00Z', [group()])
  const years = await shop.db.$client<{ year: number }[]>`
    select year from documents where issued_on in ('2023-12-31', '2024-01-01') order by issued_at`
  expect(years.map(({ year }) => year)).toEqual([2023, 2024])
})

test('whatever is written, every day is in balance, and both reports name the same tax', async () => {
  const taxes = fc.record({
    rateBasisPoints: fc.constantFrom(0, 500, 2_000),
    country: fc.constantFrom('GB', 'DE'),
    baseMinor: fc.nat(100_000),
    taxMinor: fc.nat(20_000),
    deliveryShare: fc.nat(100),
    discountBaseMinor: fc.nat(5_000),
  })
  const written = fc.array(
    fc.record({
      kind: fc.constantFrom('credit_note' as const, 'reversal' as const),
      day: fc.constantFrom('2022-05-01', '2022-05-02'),
      rates: fc.array(taxes, { minLength: 1, maxLength: taxClasses.length }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  await fc.assert(
    fc.asyncProperty(written, async documents => {
      for (const { kind, day, rates } of documents)
        await write(
          kind,
          `${day}T10:00:00Z`,
          rates.map(({ deliveryShare, ...rate }) =>
            group({ ...rate, deliveryBaseMinor: Math.floor((rate.baseMinor * deliveryShare) / 100) }),
          ),
        )
      const span = { from: '2022-05-01', to: '2022-05-02' }
      const entries = await readJournal(shop.db, span)
      const report = await readTaxReport(shop.db, span)
      const booked = entries
        .filter(({ account }) => account === 'tax')
        .reduce((sum, { debitMinor, creditMinor }) => sum + creditMinor - debitMinor, 0)
      expect(booked).toBe(report.reduce((sum, row) => sum + row.invoicedTaxMinor - row.creditedTaxMinor, 0))
    }),
    { numRuns: 15 },
  )
})

test('programs read the reports as JSON or as a file, with the right to see money', async () => {
  const read = (which: string, query: string, more: Record<string, string> = {}) =>
    shop.send('GET', `/api/v1/admin/reports/${which}?${query}`, { headers: { ...headers, ...more } })
  const day = 'from=2024-03-05&to=2024-03-05'
  const gbp = (amount: number) => ({ amount, currency: 'GBP' })
  expect((await read('tax', day)).body).toEqual({
    from: '2024-03-05',
    to: '2024-03-05',
    rates: [
      {
        country: 'GB',
        name: 'VAT',
        rateBasisPoints: 2_000,
        treatment: 'standard',
        invoiced: gbp(2_412),
        invoicedTax: gbp(483),
        credited: gbp(0),
        creditedTax: gbp(0),
        sales: gbp(2_412),
        salesTax: gbp(483),
      },
    ],
  })
  expect((await read('journal', day)).body.entries).toHaveLength(4)
  const file = await shop.app.request(`/api/v1/admin/reports/journal?${day}`, {
    headers: { ...headers, accept: 'text/csv' },
  })
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect((await file.text()).split('\r\n').slice(0, 2)).toEqual([
    'day,account,country,tax,rate_percent,currency,debit,credit',
    '2024-03-05,payments,,,,GBP,28.95,0.00',
  ])
  for (const wrong of ['from=2024-03-05', 'from=2024-03-05&to=2024-03-04', 'from=2024-01-01&to=2025-01-01'])
    expect((await read('tax', wrong)).status, wrong).toBe(422)
  expect((await read('tax', 'from=2024-01-01&to=2024-12-31')).status).toBe(200)
  const others = await keyFor(shop.db, 'orders.read')
  expect((await read('tax', day, others)).status).toBe(403)
})

test('a cell with a comma or a quotation mark stays one cell', () => {
  expect(csvOf(['a', 'b'], [['1,5', 'say "so"']])).toBe('a,b\r\n"1,5","say ""so"""\r\n')
})
