import { addressFields, underItsCountry } from './address-fields.ts'
import { addressFormOf } from './address-forms.ts'
import { countryField } from './country-field.ts'
import { readRegion } from './read-region.ts'

/** Where the parcel goes, judged and kept as its country writes it. */
export const addressSchema = underItsCountry(addressFields.extend({ country: countryField }), addressFormOf, {
  readRegion,
})
