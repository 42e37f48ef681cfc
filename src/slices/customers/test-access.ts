import { type AccessRows, everybody, ownOnly } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: { 'customers.me': { who: ownOnly } },
  pages: { '/account': ownOnly, '/account/sign-in': everybody, '/account/sign-up': everybody },
}
