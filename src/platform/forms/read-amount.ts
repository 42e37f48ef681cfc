import { SHOP_LOCALE } from '#platform/ui/format.ts'

/** A hundred million in the currency's major unit. No order costs that much. */
const MOST_DIGITS = 9

/**
 * `12.50`, `£12.50`, `12,50`, `1,250` → minor units of the currency. Null when the text is no amount above zero, or has two
 * readings. Thousands are grouped only as the locale writes them. A fraction follows a point or a comma and has at most the
 * currency's number of digits. So `0,500` is no amount, and neither is `1,250` in a currency with three digits.
 */
export function readAmount(text: string, currency: string, locale: string = SHOP_LOCALE): number | null {
  const bare = withoutCurrency(asTyped(text).trim(), currency, locale)
  const digits = minorDigits(currency)
  const readings = new Set([ungrouped(bare, digits), grouped(bare, digits, locale)])
  readings.delete(null)
  const [amountMinor] = readings
  return readings.size === 1 && amountMinor ? amountMinor : null
}

/** `12`, `12.5`, `12,50` */
function ungrouped(text: string, digits: number): number | null {
  const [, whole, fraction = ''] = /^(0|[1-9]\d*)(?:[.,](\d+))?$/.exec(text) ?? []
  return whole === undefined ? null : minorOf(whole, fraction, digits)
}

/** `1,250`, `1,250.75`, and the same in other locales. */
function grouped(text: string, digits: number, locale: string): number | null {
  const { group, decimal } = marks(locale)
  const [wholeText = '', fraction = '', ...more] = text.split(decimal)
  const whole = wholeText.replaceAll(group, '')
  if (more.length || !wholeText.includes(group) || !/^\d+$/.test(whole) || whole.length > MOST_DIGITS)
    return null
  if (text.includes(decimal) && !/^\d+$/.test(fraction)) return null
  return wholeText === asGrouped(Number(whole), locale) ? minorOf(whole, fraction, digits) : null
}

function minorOf(whole: string, fraction: string, digits: number): number | null {
  if (whole.length > MOST_DIGITS || fraction.length > digits) return null
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0)
}

/** The symbol in front of a typed amount: `£`. */
export function currencySymbol(currency: string): string {
  return currencyMark(currency, SHOP_LOCALE, 'narrowSymbol')
}

/** The currency's own symbol at either end is not part of the number. Another currency's symbol is a mistake. */
function withoutCurrency(text: string, currency: string, locale: string): string {
  for (const display of ['code', 'symbol', 'narrowSymbol'] as const) {
    const mark = asTyped(currencyMark(currency, locale, display))
    if (text.toUpperCase().startsWith(mark.toUpperCase())) return text.slice(mark.length).trim()
    if (text.toUpperCase().endsWith(mark.toUpperCase())) return text.slice(0, -mark.length).trim()
  }
  return text
}

function currencyMark(currency: string, locale: string, currencyDisplay: 'code' | 'symbol' | 'narrowSymbol') {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(
    0,
  )
  return parts.find(part => part.type === 'currency')?.value ?? currency
}

function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat(SHOP_LOCALE, { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 0
}

function marks(locale: string): { group: string; decimal: string } {
  const parts = groupedFormat(locale).formatToParts(12_345_678.5)
  const of = (type: 'group' | 'decimal') => asTyped(parts.find(part => part.type === type)?.value ?? '')
  return { group: of('group') || ',', decimal: of('decimal') || '.' }
}

const asGrouped = (whole: number, locale: string) => asTyped(groupedFormat(locale).format(whole))

function groupedFormat(locale: string) {
  return new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: 'always' })
}

/** People cannot type narrow or no-break spaces, nor the typographic apostrophe. */
const asTyped = (text: string) => text.replace(/\s/g, ' ').replaceAll('’', "'")
