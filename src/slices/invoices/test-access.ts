import { type AccessRows, whoHoldsAKey } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  rest: { 'GET /api/v1/orders/{id}/invoice': { limit: ['track'], who: whoHoldsAKey } },
}
