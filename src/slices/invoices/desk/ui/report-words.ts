import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { Account, JournalEntry } from '#slices/invoices/reports/journal.ts'
import type { Treatment } from '#slices/pricing/rules.ts'

export const treatmentWords: Readonly<Record<Treatment, string>> = {
  standard: 'Standard',
  reduced: 'Reduced',
  zero: 'Zero-rated',
  exempt: 'Exempt',
  reverse_charge: 'Reverse charge',
  export: 'Export',
  outside_scope: 'Outside scope',
}

const accountWords: Readonly<Record<Account, string>> = {
  payments: 'Payments received',
  refunds: 'Refunds',
  credit: 'Gift cards and store credit',
  sales: 'Sales',
  discounts: 'Discounts',
  delivery: 'Delivery',
  tax: 'Tax',
}

export const countryWords = (code: string): string => countryByCode(code)?.name ?? code

export const rateWords = (basisPoints: number): string => `${basisPoints / 100} %`

/** `Tax: VAT 20 %, United Kingdom` */
export function entryWords({ account, tax }: Pick<JournalEntry, 'account' | 'tax'>): string {
  const words = accountWords[account]
  return tax ? `${words}: ${tax.name} ${rateWords(tax.rateBasisPoints)}, ${countryWords(tax.country)}` : words
}
