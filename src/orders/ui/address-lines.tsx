import type { Address } from '../address.ts'
import { countryByCode } from '../countries.ts'
import { regionName } from './region-names.ts'

/** An address as it stands on a parcel. */
export function AddressLines({ address }: { address: Address }) {
  const { name, line1, line2, city, region, postalCode, country, phone } = address
  const place = [city, region && regionName(country, region), postalCode.toUpperCase()]
    .filter(Boolean)
    .join(', ')
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
