import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { Billing } from './billing.ts'

/** The person or business that is billed, line by line: the company, its VAT number, and the address where it is not that of the delivery. */
export function billedLines({
  company,
  vatId,
  name,
  line1,
  line2,
  city,
  postalCode,
  country,
}: Billing): string[] {
  return [
    company,
    vatId && `VAT number ${vatId}`,
    name,
    line1,
    line2,
    [city, postalCode].filter(Boolean).join(', '),
    country && (countryByCode(country)?.name ?? country),
  ].flatMap(line => (line ? [line] : []))
}
