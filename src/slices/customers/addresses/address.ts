import { addressFields, underItsCountry } from './address-fields.ts'
import { addressFormOf } from './address-forms.ts'
import { countryField } from './country-field.ts'
import { readRegion } from './read-region.ts'

/** The delivery address, checked and stored in its country's form. */
export const addressSchema = underItsCountry(addressFields.extend({ country: countryField }), addressFormOf, {
  readRegion,
})
