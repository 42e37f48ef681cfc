import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { regionName } from '#slices/customers/addresses/address-forms.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { Letter } from '../letter.ts'
import { unlinked } from '../plain-words.ts'
import { ink, type } from './look.ts'
import { Section, Text } from './parts.tsx'

/** The delivery address, written as on the parcel. `address`: another one than the order has now. */
export function DeliveryAddress({ letter, address }: { letter: Letter; address?: Address }) {
  const { name, line1, line2, city, region, postalCode, country } = address ?? letter.order.shippingAddress
  const lines = [
    name,
    line1,
    line2,
    [city, regionName(country, region)].filter(Boolean).join(', '),
    postalCode,
    countryByCode(country)?.name ?? country,
  ].flatMap(line => (line ? [unlinked(line)] : []))
  return (
    <Section style={{ paddingTop: 16 }}>
      <Text className="muted" style={{ ...type.small, margin: 0, color: ink.muted }}>
        Delivery to
      </Text>
      <Text className="ink" style={{ ...type.body, margin: 0, color: ink.text }}>
        {lines.flatMap((line, index) => (index === 0 ? [line] : [<br key={line} />, line]))}
      </Text>
    </Section>
  )
}
