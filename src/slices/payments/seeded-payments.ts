/**
 * How the provider's id of a payment begins that `npm run seed:scale` made up. No bank knows it, so books are compared without it;
 * a bank's own ids begin otherwise.
 */
export const SEEDED_PAYMENT = 'seed_'
