import { type AccessRows, ownOnly } from '#proof/testing/access-row.ts'

export const access: AccessRows = { pages: { '/checkout': ownOnly } }
