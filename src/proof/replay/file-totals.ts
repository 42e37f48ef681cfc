import type { RawRow } from './archive-row.ts'

/** The totals of rows of the file. Values are in millionths of a pound, so that no price is rounded. */
export type RowTotals = { rows: number; invoices: number; units: bigint; valueMicros: bigint }

const MICROS_A_PENNY = 10_000n

/**
 * Adds rows up straight from their text, in exact integers, knowing nothing of how orders are made of them: the shop's
 * books are compared with this. A field that is no number counts as 0.
 */
export class FileTotals {
  private readonly seen = new Set<string>()
  private rows = 0
  private units = 0n
  private valueMicros = 0n

  add(row: RawRow): void {
    const quantity = scaled(row.Quantity, 0)
    this.rows++
    this.seen.add(row.InvoiceNo.trim())
    this.units += quantity
    this.valueMicros += quantity * scaled(row.UnitPrice, 6)
  }

  sum(): RowTotals {
    return { rows: this.rows, invoices: this.seen.size, units: this.units, valueMicros: this.valueMicros }
  }
}

/** The decimal text times 10 to the power of `digits`. */
function scaled(text: string, digits: number): bigint {
  const trimmed = text.trim()
  if (!/^-?\d+(\.\d+)?$/.test(trimmed)) return 0n
  const [whole = '0', decimals = ''] = trimmed.replace('-', '').split('.')
  const value = BigInt(whole + decimals.padEnd(digits, '0').slice(0, digits))
  return trimmed.startsWith('-') ? -value : value
}

/** Pennies, where the value comes out in whole ones; otherwise null. */
export function wholePennies(valueMicros: bigint): bigint | null {
  return valueMicros % MICROS_A_PENNY === 0n ? valueMicros / MICROS_A_PENNY : null
}

/** `£1,234.56`, with as many decimals as the value needs. */
export function pounds(valueMicros: bigint): string {
  const positive = valueMicros < 0n ? -valueMicros : valueMicros
  const decimals = (positive % 1_000_000n)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return `${valueMicros < 0n ? '−' : ''}£${(positive / 1_000_000n).toLocaleString('en-GB')}.${decimals}`
}
