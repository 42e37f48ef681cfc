import { codeText } from '#lib/text.ts'

/** `12.50`, `£12.50`, `12,50`, `1,250` → minor units of the currency; null when it is no amount above zero. */
export function readAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const bare = codeText(text).replace(/[\s\p{Sc}]/gu, '')
  const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare.replace(',', '.')
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:\.(\d+))?$/.exec(grouped) ?? []
  if (!whole || fraction.length > digits) return null
  const amountMinor = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0)
  return amountMinor > 0 ? amountMinor : null
}

/** What stands before an amount that is typed: `£`. */
export function currencySymbol(currency: string): string {
  const parts = format(currency).formatToParts(0)
  return parts.find(part => part.type === 'currency')?.value ?? currency
}

function minorDigits(currency: string): number {
  return format(currency).resolvedOptions().maximumFractionDigits ?? 0
}

function format(currency: string) {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}
