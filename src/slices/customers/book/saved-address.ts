import { z } from 'zod'
import { addressSchema } from '../addresses/address.ts'
import type { Address } from '../addresses/address-fields.ts'
import { labelField } from './label-field.ts'

/** More than a family has, and few enough to choose from. */
export const ADDRESSES_MAX = 20

export type SavedAddress = {
  id: string
  /** What the person calls it: "Home", "Mum". */
  label: string
  address: Address
  /** It is filled in at the checkout. */
  isDefault: boolean
}

export const saveAddressSchema = z.object({
  /** The page makes it before sending; an id that is there already is changed. */
  id: z.uuid(),
  label: labelField,
  address: addressSchema,
  isDefault: z.boolean(),
})
