import type { UseFormRegisterReturn } from 'react-hook-form'
import type { AddressForm } from '#slices/customers/addresses/address-form.ts'

export const addressFieldNames = [
  'name',
  'country',
  'line1',
  'line2',
  'city',
  'region',
  'postalCode',
  'phone',
] as const
export type AddressFieldName = (typeof addressFieldNames)[number]

/** An address as its fields hold it: text, never undefined, so that every field is controlled from the start. */
export type AddressTexts = Record<AddressFieldName, string>

const HOME = 'GB'

const blank: AddressTexts = {
  name: '',
  country: HOME,
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  phone: '',
}

export type KnownAddress = { [Name in AddressFieldName]?: string | undefined }

export function addressTexts(known: KnownAddress = {}): AddressTexts {
  const filled = addressFieldNames.flatMap(name => (known[name] === undefined ? [] : [[name, known[name]]]))
  return { ...blank, ...Object.fromEntries(filled) }
}

/** The fields of an address in whatever form they stand. */
export type AddressControl = {
  bind: (name: AddressFieldName) => UseFormRegisterReturn & { id: string; error: string | undefined }
  typed: (name: AddressFieldName) => string
  set: (name: AddressFieldName, text: string) => void
  focus: (name: AddressFieldName) => void
  /** Clears the messages of these fields, because the questions changed. */
  forget: (names: AddressFieldName[]) => void
}

/** The address form until the country's own one is loaded: it has the common fields, and nothing is required. */
export const anyAddressForm: Pick<AddressForm, 'postcode' | 'region'> = {
  postcode: {
    label: 'Postcode',
    required: false,
    numeric: false,
    example: '',
    pattern: null,
    examples: [],
    marks: [],
    sentence: '',
  },
  region: null,
}
