import type { Series } from './content.ts'

export type NumberParts = { series: Series; year: number; number: number }

const PREFIXES: Readonly<Record<Series, string>> = { invoice: 'INV', credit_note: 'CN' }
const DIGITS = 6

/** A document's number as people read it: `INV-2026-000123`. A year of more than a million documents has longer ones. */
export function numberOf({ series, year, number }: NumberParts): string {
  return `${PREFIXES[series]}-${year}-${String(number).padStart(DIGITS, '0')}`
}

/** The parts of a number as somebody typed it. Null: no document has such a number. */
export function readNumber(typed: string): NumberParts | null {
  const [, prefix, year, number] = /^(INV|CN)-(\d{4})-(\d{6,9})$/.exec(typed.trim().toUpperCase()) ?? []
  if (!prefix) return null
  return { series: prefix === 'INV' ? 'invoice' : 'credit_note', year: Number(year), number: Number(number) }
}
