import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'
import { codeText, holdsBidi, holdsControls, oneLine } from '#platform/fields/text.ts'

/** A row of the archive as the file has it; every field is text. */
export const rawRowSchema = z.object({
  InvoiceNo: z.string(),
  StockCode: z.string(),
  Description: z.string(),
  Quantity: z.string(),
  InvoiceDate: z.string(),
  UnitPrice: z.string(),
  CustomerID: z.string(),
  Country: z.string(),
})
export type RawRow = z.infer<typeof rawRowSchema>

/** A row that an order or a cancellation can be made of. Units are positive in both. */
export type ArchiveLine = { sku: string; stockCode: string; name: string; units: number; priceMinor: number }

/** Why a row is left out. */
export const badRowReasons = [
  'fields missing or not numbers',
  'quantity not positive in a sale',
  'quantity not negative in a cancellation',
  'price zero',
  'price negative',
  'price not in whole pennies',
  'stock code or description too long',
] as const
export type BadRowReason = (typeof badRowReasons)[number]

export type ParsedRow =
  | { kind: 'sale' | 'cancellation'; line: ArchiveLine }
  | { kind: 'bad'; reason: BadRowReason }

/** `C536379` takes back the goods of another invoice. */
export function isCancellation(invoiceNo: string): boolean {
  return invoiceNo.startsWith('C')
}

/** Blank edges are cut, prices are taken as exact decimals. */
export function parseRow(row: RawRow): ParsedRow {
  const stockCode = codeText(row.StockCode)
  const price = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/.exec(row.UnitPrice.trim())
  if (!stockCode || !row.InvoiceNo.trim() || !price || !/^-?\d{1,9}$/.test(row.Quantity.trim()))
    return { kind: 'bad', reason: 'fields missing or not numbers' }
  const [, sign, pounds = '0', decimals = ''] = price
  const [pennies, rest] = [decimals.padEnd(2, '0').slice(0, 2), decimals.slice(2)]
  const priceMinor = Number(pounds) * 100 + Number(pennies)
  const quantity = Number(row.Quantity)
  const kind = isCancellation(row.InvoiceNo.trim()) ? 'cancellation' : 'sale'

  if (kind === 'sale' && quantity <= 0) return { kind: 'bad', reason: 'quantity not positive in a sale' }
  if (kind === 'cancellation' && quantity >= 0)
    return { kind: 'bad', reason: 'quantity not negative in a cancellation' }
  if (sign) return { kind: 'bad', reason: 'price negative' }
  if (Number(rest) > 0) return { kind: 'bad', reason: 'price not in whole pennies' }
  if (priceMinor === 0) return { kind: 'bad', reason: 'price zero' }
  const name = oneLine(row.Description.replace(/\s+/g, ' '))
  const sku = skuOf(stockCode, priceMinor)
  if (sku.length > LIMITS.sku || name.length > LIMITS.productName)
    return { kind: 'bad', reason: 'stock code or description too long' }
  return {
    kind,
    line: { sku, stockCode, name, units: Math.abs(quantity), priceMinor },
  }
}

/** Null when all of it can be kept; otherwise what is wrong, in words. */
export function unreadable(row: RawRow): string | null {
  for (const [column, text] of Object.entries(row)) {
    if (text.includes('\0')) return `holds a NUL in ${column}`
    if (text.includes('\ufffd'))
      return `holds a letter in ${column} that an earlier program could not read (\ufffd)`
    if (holdsControls(text.replace(/\s/g, ' ')) || holdsBidi(text))
      return `holds a control character in ${column}`
  }
  return null
}

/** One variant for each price that a thing was ever sold at: `85123A@2.55`. */
export function skuOf(stockCode: string, priceMinor: number): string {
  return `${stockCode}@${Math.floor(priceMinor / 100)}.${String(priceMinor % 100).padStart(2, '0')}`
}
