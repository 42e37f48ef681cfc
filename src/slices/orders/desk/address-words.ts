import type { Address } from '#slices/customers/addresses/address-fields.ts'

/** An address in one line, as a history has it. */
export const addressInWords = ({ name, line1, city, postalCode, country }: Address): string =>
  [name, line1, city, postalCode, country].filter(Boolean).join(', ')
