import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import {
  type ArchiveLine,
  type BadRowReason,
  isCancellation,
  parseRow,
  type RawRow,
  rawRowSchema,
  unreadable,
} from './archive-row.ts'
import { FileTotals } from './file-totals.ts'
import { UnreadableFile, utf8Text } from './utf8.ts'

/** A sale, or what a cancellation takes back. Rows of the same SKU are one line. */
export type Invoice = {
  number: string
  /** `2010-12-01 08:26:00`, the shop's clock. */
  at: string
  /** `17850`; null for a sale over the counter. */
  customer: string | null
  country: string
  lines: { sku: string; units: number }[]
  /** Of the rows it is made of. */
  totals: FileTotals
}

/** A thing at a price, and how many of it the whole file sells. */
export type Offer = Omit<ArchiveLine, 'units'> & { units: number }

export type Archive = {
  /** Of the days asked for, in the file's order. */
  sales: Invoice[]
  cancellations: Invoice[]
  /** Of the whole file, whatever days were asked for. */
  offers: Map<string, Offer>
  /** Of the days asked for: every row, those that sell, and those left out. */
  totals: { all: FileTotals; sold: FileTotals; cancelled: FileTotals; bad: Map<BadRowReason, FileTotals> }
}

/** From `firstDay` on; `lastDay` is the last one that counts. `YYYY-MM-DD`, the shop's calendar. */
export type Days = { firstDay: string; lastDay: string }

/** Reads the archive, plain or gzipped, once through. An invoice belongs to the day of its first row. */
export async function readInvoices(file: string, days: Days): Promise<Archive> {
  const archive: Archive = {
    sales: [],
    cancellations: [],
    offers: new Map(),
    totals: { all: new FileTotals(), sold: new FileTotals(), cancelled: new FileTotals(), bad: new Map() },
  }
  const open = new Map<string, OpenInvoice>()
  for await (const row of rowsOf(file)) take(archive, open, row, days)
  for (const { merged, isInside, ...invoice } of open.values()) {
    if (!isInside || !merged.size) continue
    const list = isCancellation(invoice.number) ? archive.cancellations : archive.sales
    list.push({ ...invoice, lines: [...merged].map(([sku, units]) => ({ sku, units })) })
  }
  return archive
}

type OpenInvoice = Omit<Invoice, 'lines'> & { merged: Map<string, number>; isInside: boolean }

async function* rowsOf(file: string): AsyncGenerator<RawRow> {
  const text = parse({ columns: true, bom: true, relax_column_count: true })
  const source = createReadStream(file)
  const decoded = utf8Text(file)
  const done = (error: Error | null | undefined) => void (error && text.destroy(error))
  if (file.endsWith('.gz')) pipeline(source, createGunzip(), decoded, text, done)
  else pipeline(source, decoded, text, done)
  let line = 1
  for await (const row of text) {
    line++
    const parsed = rawRowSchema.safeParse(row)
    if (!parsed.success)
      throw new UnreadableFile(
        `Row ${line} of ${file} has other columns than the archive: ${parsed.error.issues.map(issue => issue.path.join('.')).join(', ')}.`,
      )
    const wrong = unreadable(parsed.data)
    if (wrong) throw new UnreadableFile(`Row ${line} of ${file} ${wrong}. Mend it and start again.`)
    yield parsed.data
  }
}

function take(archive: Archive, open: Map<string, OpenInvoice>, row: RawRow, days: Days) {
  const invoice = invoiceOf(open, row, days)
  const parsed = parseRow(row)
  if (parsed.kind === 'sale') noteOffer(archive.offers, parsed.line)
  if (!invoice.isInside) return
  archive.totals.all.add(row)
  if (parsed.kind === 'bad') {
    totalsFor(archive.totals.bad, parsed.reason).add(row)
    return
  }
  const totals = parsed.kind === 'sale' ? archive.totals.sold : archive.totals.cancelled
  totals.add(row)
  invoice.totals.add(row)
  invoice.merged.set(parsed.line.sku, (invoice.merged.get(parsed.line.sku) ?? 0) + parsed.line.units)
}

function invoiceOf(open: Map<string, OpenInvoice>, row: RawRow, { firstDay, lastDay }: Days): OpenInvoice {
  const number = row.InvoiceNo.trim()
  const known = open.get(number)
  if (known) return known
  const at = row.InvoiceDate.trim()
  const day = at.slice(0, 10)
  const customer = row.CustomerID.trim().replace(/\.0$/, '') || null
  const invoice = {
    number,
    at,
    customer,
    country: row.Country.trim(),
    merged: new Map(),
    totals: new FileTotals(),
    isInside: firstDay <= day && day <= lastDay,
  }
  open.set(number, invoice)
  return invoice
}

function noteOffer(offers: Map<string, Offer>, { units, ...line }: ArchiveLine) {
  const known = offers.get(line.sku)
  if (!known) offers.set(line.sku, { ...line, units })
  else {
    known.units += units
    known.name ||= line.name
  }
}

function totalsFor<Key>(map: Map<Key, FileTotals>, key: Key): FileTotals {
  const known = map.get(key)
  if (known) return known
  const made = new FileTotals()
  map.set(key, made)
  return made
}
