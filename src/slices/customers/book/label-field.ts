import { lineField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'

/** What a person calls an address. It is apart from the rest of the book, which a browser cannot load. */
export const labelField = lineField('Give the address a name, like Home', LIMITS.addressLabel)
