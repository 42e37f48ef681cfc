import { type AccessRows, everybody, signed, staffOnly, toEach } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: { 'payments.config': { who: everybody }, 'payments.health': { who: staffOnly } },
  routes: {
    'POST /api/webhooks/stripe': {
      limit: signed,
      who: toEach(400),
      ask: () => ({ type: 'payment_intent.succeeded' }),
    },
  },
}
