import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'

/** An address as a parcel shows it. */
export function AddressLines({ address, regionName }: { address: Address; regionName: string | null }) {
  const { name, line1, line2, city, postalCode, country, phone } = address
  const place = [city, regionName, postalCode].filter(Boolean).join(', ')
  const lines = [name, line1, line2, place, countryByCode(country)?.name ?? country, phone].filter(Boolean)
  return (
    <address className="not-italic [overflow-wrap:anywhere]">
      {lines.map(line => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  )
}
