import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { parseRow, type RawRow } from './archive-row.ts'
import { FileTotals, pounds, wholePennies } from './file-totals.ts'
import { readInvoices } from './read-invoices.ts'

const EXCERPT = 'src/proof/replay/excerpt.csv'
const folder = await mkdtemp(join(tmpdir(), 'orderly-replay-'))
afterAll(() => rm(folder, { recursive: true }))
const always = { firstDay: '2010-12-01', lastDay: '2011-12-09' }

const row = (changes: Partial<RawRow>): RawRow => ({
  InvoiceNo: '536365',
  StockCode: '85123A',
  Description: ' WHITE  HANGING HEART ',
  Quantity: '6',
  InvoiceDate: '2010-12-01 08:26:00',
  UnitPrice: '2.55',
  CustomerID: '17850.0',
  Country: 'United Kingdom',
  ...changes,
})

test('a row becomes a line, its price exact and its edges cut', () => {
  expect(parseRow(row({ UnitPrice: '2.1' }))).toEqual({
    kind: 'sale',
    line: { sku: '85123A@2.10', stockCode: '85123A', name: 'WHITE HANGING HEART', units: 6, priceMinor: 210 },
  })
  expect(parseRow(row({ InvoiceNo: 'C1', Quantity: '-6' }))).toMatchObject({
    kind: 'cancellation',
    line: { units: 6 },
  })
})

test.each([
  [{ Quantity: '0' }, 'quantity not positive in a sale'],
  [{ Quantity: '-1' }, 'quantity not positive in a sale'],
  [{ InvoiceNo: 'C1' }, 'quantity not negative in a cancellation'],
  [{ UnitPrice: '0.0' }, 'price zero'],
  [{ UnitPrice: '-1.5' }, 'price negative'],
  [{ UnitPrice: '0.001' }, 'price not in whole pennies'],
  [{ UnitPrice: 'x' }, 'fields missing or not numbers'],
  [{ StockCode: ' ' }, 'fields missing or not numbers'],
])('a row with %j is left out for its reason', (changes, reason) => {
  expect(parseRow(row(changes))).toEqual({ kind: 'bad', reason })
})

test('totals are exact, whatever the prices', () => {
  const totals = new FileTotals()
  for (let count = 0; count < 1_000; count++) totals.add(row({ Quantity: '3', UnitPrice: '0.1' }))
  totals.add(row({ Quantity: '-1', UnitPrice: '0.001' }))
  expect(totals.sum()).toEqual({ rows: 1_001, invoices: 1, units: 2_999n, valueMicros: 299_999_000n })
  expect(wholePennies(299_999_000n)).toBeNull()
  expect([pounds(299_999_000n), pounds(-1_234_560_000n), pounds(5_000_000n)]).toEqual([
    '£299.999',
    '−£1,234.56',
    '£5.00',
  ])
})

test('rows of the same thing at the same price are one line', async () => {
  const { sales } = await readInvoices(EXCERPT, always)
  const feathers = sales.find(sale => sale.number === '536559')
  expect(feathers?.lines.filter(line => line.sku.startsWith('51014'))).toEqual([
    { sku: '51014C@0.85', units: 36 },
    { sku: '51014L@0.85', units: 24 },
    { sku: '51014A@0.85', units: 12 },
  ])
  expect(feathers?.totals.sum()).toMatchObject({ rows: 9, units: 129n })
})

test('the excerpt is eighteen sales and five cancellations, and every row is counted once', async () => {
  const { sales, cancellations, totals } = await readInvoices(EXCERPT, always)
  expect([sales.length, cancellations.length]).toEqual([18, 5])
  expect(Object.fromEntries([...totals.bad].map(([reason, some]) => [reason, some.sum().rows]))).toEqual({
    'price zero': 1,
    'quantity not positive in a sale': 1,
    'price not in whole pennies': 2,
    'price negative': 1,
  })
  const rows = [totals.sold, totals.cancelled, ...totals.bad.values()].map(some => some.sum().rows)
  expect(rows.reduce((sum, count) => sum + count)).toBe(totals.all.sum().rows)
  expect(totals.all.sum().rows).toBe(55)
})

test('only the days asked for are placed, but everything the file sells is on offer', async () => {
  const { sales, offers } = await readInvoices(EXCERPT, { firstDay: '2010-12-01', lastDay: '2010-12-01' })
  expect(sales.map(sale => sale.number)).toEqual(['536365', '536366', '536371', '536541', '536559'])
  expect(offers.get('85123A@2.95')).toMatchObject({ units: 6, name: 'WHITE HANGING HEART T-LIGHT HOLDER' })
})

test('a gzipped archive reads the same, and one of another shape is refused with its row', async () => {
  const gzipped = join(folder, 'excerpt.csv.gz')
  writeFileSync(gzipped, gzipSync(readFileSync(EXCERPT)))
  expect((await readInvoices(gzipped, always)).totals.all.sum()).toEqual(
    (await readInvoices(EXCERPT, always)).totals.all.sum(),
  )
  const other = join(folder, 'other.csv')
  writeFileSync(other, 'a,b\n1,2\n')
  await expect(readInvoices(other, always)).rejects.toThrow('Row 2')
  await expect(readInvoices(join(folder, 'none.csv'), always)).rejects.toThrow('ENOENT')
})

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
const line = (description: string, code = '85123A') =>
  `536365,${code},${description},6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n`

async function readBytes(bytes: Buffer, name = 'archive.csv') {
  const file = join(folder, name)
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(bytes) : bytes)
  return readInvoices(file, always)
}

test.each(['archive.csv', 'archive.csv.gz'])(
  'a file of another encoding is refused by its row: %s',
  async name => {
    const right = line('Café').repeat(20_000)
    const bytes = Buffer.concat([Buffer.from(HEADER + right), Buffer.from(line('Café €'), 'latin1')])
    await expect(readBytes(bytes, name)).rejects.toThrow(
      /is not UTF-8: row 20002 holds a letter of another encoding, like Windows-1252\. Save it as UTF-8/,
    )
  },
)

test('letters of several bytes are read whole, wherever the file is cut', async () => {
  const archive = await readBytes(
    Buffer.from(`\ufeff${HEADER}${line('茶碗 🫖 Café')}${line('茶碗').repeat(20_000)}`),
  )
  expect([...archive.offers.values()].map(offer => offer.name)).toEqual(['茶碗 🫖 Café'])
})

test.each([
  ['a NUL', 'Caf\0', /Row 2 of .* holds a NUL in Description/],
  [
    'what a program before it could not read',
    'Caf\ufffd',
    /Row 2 of .* that an earlier program could not read/,
  ],
  [
    'a mark that turns the writing round',
    'Cup \u202e',
    /Row 2 of .* holds a control character in Description/,
  ],
])('a file with %s is refused by its row', async (_, description, sentence) => {
  await expect(readBytes(Buffer.from(HEADER + line(description)))).rejects.toThrow(sentence)
})

test.each([
  ['a code that no order could name', { StockCode: 'X'.repeat(70) }],
  ['a name that no shelf could hold', { Description: 'x'.repeat(900) }],
])('a row with %s is left out for its reason', (_, changes) => {
  expect(parseRow(row(changes))).toEqual({ kind: 'bad', reason: 'stock code or description too long' })
})

test('codes and names are one however they are typed', () => {
  expect(
    parseRow(row({ StockCode: ' ８５１２３Ａ\u200b', Description: 'Cafe\u0301\u00a0 mug' })),
  ).toMatchObject({
    line: { stockCode: '85123A', name: 'Café mug' },
  })
})
