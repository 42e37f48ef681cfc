import { v7 as uuidv7 } from 'uuid'
import { type AccessRows, byKey, deskPage, staffOnly, staffOnNothing } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: {
    'cases.list': { who: staffOnly, ask: () => ({ state: null, after: null }) },
    'cases.ofOrder': { who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
    'cases.open': {
      who: staffOnNothing,
      ask: () => ({ id: uuidv7(), parcelId: uuidv7(), kind: 'lost', reason: 'Nobody finds it' }),
    },
    'cases.settle': {
      who: staffOnNothing,
      ask: () => ({ caseId: uuidv7(), outcome: 'nothing', reason: 'It came' }),
    },
  },
  rest: {
    'GET /api/v1/admin/cases': byKey,
    'POST /api/v1/admin/cases/{id}/settle': byKey,
    'POST /api/v1/admin/parcels/{id}/lost': byKey,
    'POST /api/v1/admin/parcels/{id}/damaged': byKey,
    'POST /api/v1/admin/parcels/{id}/undeliverable': byKey,
  },
  pages: { '/admin/cases': deskPage },
}
