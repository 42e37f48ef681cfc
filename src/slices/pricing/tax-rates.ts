import { clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import type { TaxClass } from '#slices/catalog/tax-classes.ts'
import type { Country } from '#slices/customers/addresses/countries.ts'
import type { Rules, TaxRate } from './rules.ts'

/**
 * Rates in per cent, by class and country, with the day from which each is owed: `LT 9 5@2026-01-01`. The first has no day: it is as old as
 * the shop. A simple table and no tax advice. A country that is not named taxes the class at its standard rate.
 */
const RATES: Record<'standard' | 'reduced' | 'books', string> = {
  // Only what has changed: today's stand in countries.ts, which pages read too.
  standard: 'EE 22 24@2025-07-01|RO 19 21@2025-08-01|SK 20 23@2025-01-01',
  reduced:
    'GB 5|IM 5|AT 10|BE 6|BG 9|CH 2.6|CY 5|CZ 12|DE 7|EE 9|ES 10|FI 14 13.5@2026-01-01|FR 5.5|GR 13|HR 13|HU 5|IE 13.5|IS 11|' +
    'IT 10|LI 2.6|LT 9 12@2026-01-01|LU 8|LV 12|MC 5.5|MT 5|NL 9|NO 15|PL 8|PT 6|RO 9 11@2025-08-01|SE 12|SI 9.5|SK 10 5@2025-01-01',
  books:
    'GB 0|IM 0|AT 10|BE 6|BG 9|CH 2.6|CY 3|CZ 0|DE 7|EE 9|ES 4|FI 14 13.5@2026-01-01|FR 5.5|GR 6|HR 5|HU 5|IE 0|IS 11|' +
    'IT 4|LI 2.6|LT 9 5@2026-01-01|LU 3|LV 5|MC 5.5|MT 5|NL 9|NO 0|PL 5|PT 6|RO 5 11@2025-08-01|SE 6|SI 5|SK 10 5@2025-01-01',
}

type Dated = { from: string; basisPoints: number }

const table = new Map(
  Object.entries(RATES).map(([taxClass, countries]) => [
    taxClass,
    new Map(
      countries.split('|').map(entry => {
        const [code = '', ...rates] = entry.split(' ')
        return [code, rates.map(dated)]
      }),
    ),
  ]),
)

function dated(rate: string): Dated {
  const [percent, from = ''] = rate.split('@')
  return { from, basisPoints: Math.round(Number(percent) * 100) }
}

/** How goods that go to a country at some moment are taxed. The day is the shop's. */
export function taxRules(
  country: Pick<Country, 'code' | 'tax'>,
  at: Date,
): Pick<Rules, 'rateOf' | 'taxIncluded'> {
  return { rateOf: taxClass => taxRateOn(country, taxClass, shopDay(at)), taxIncluded: country.tax.included }
}

/** A calendar is asked once a minute: that is slow, and every order asks. No day begins within a minute. */
function shopDay(at: Date): string {
  const minute = Math.floor(at.getTime() / 60_000)
  if (asked.minute !== minute) asked = { minute, day: clockIn(SHOP_TIME_ZONE, at).day }
  return asked.day
}
let asked = { minute: Number.NaN, day: '' }

/** What is owed on goods of a class that go to a country on a day (`YYYY-MM-DD`). Where the shop collects no tax, they leave without it. */
export function taxRateOn(
  { code, tax }: Pick<Country, 'code' | 'tax'>,
  taxClass: TaxClass,
  day: string,
): TaxRate {
  const { name } = tax
  if (tax.rateBasisPoints === 0) return { name, rateBasisPoints: 0, treatment: 'export' }
  if (taxClass === 'zero' || taxClass === 'exempt') return { name, rateBasisPoints: 0, treatment: taxClass }
  const standard = onDay('standard', code, day) ?? tax.rateBasisPoints
  const rateBasisPoints = taxClass === 'standard' ? standard : (onDay(taxClass, code, day) ?? standard)
  return { name, rateBasisPoints, treatment: treatmentOf(rateBasisPoints, standard) }
}

const treatmentOf = (basisPoints: number, standard: number): TaxRate['treatment'] => {
  if (basisPoints === 0) return 'zero'
  return basisPoints === standard ? 'standard' : 'reduced'
}

const onDay = (taxClass: string, code: string, day: string): number | undefined =>
  table
    .get(taxClass)
    ?.get(code)
    ?.findLast(({ from }) => from <= day)?.basisPoints
