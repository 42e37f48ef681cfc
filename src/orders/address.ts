import { addressSchemaWith } from './address-fields.ts'
import { addressFormOf } from './address-forms.ts'

/** Where the parcel goes, judged and kept as its country writes it. */
export const addressSchema = addressSchemaWith(addressFormOf)
