import { type AccessRows, deskPage } from '#proof/testing/access-row.ts'

export const access: AccessRows = { pages: { '/admin': deskPage } }
