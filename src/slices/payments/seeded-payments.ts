/**
 * Payments that `npm run seed:scale` makes up have a provider id with this prefix. No bank knows them, so the comparison of books
 * leaves them out; a bank's own ids have other prefixes.
 */
export const SEEDED_PAYMENT = 'seed_'
