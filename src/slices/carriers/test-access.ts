import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  nobody,
  signed,
  staffOnly,
  staffOnNothing,
  toEach,
} from '#proof/testing/access-row.ts'

const nothing = () => ({ id: uuidv7() })

export const access: AccessRows = {
  procedures: {
    'tracking.ofOrder': {
      limit: ['readTracking'],
      who: { ...nobody, link: 'open', owner: 'open', staff: 'open' },
      ask: ({ id, token }) => ({ orderId: id, ...(token && { token }) }),
    },
    'labels.ofOrder': { who: staffOnly, ask: () => ({ orderId: uuidv7() }) },
    'labels.onFloor': { who: staffOnNothing, ask: nothing },
    'labels.buy': { who: staffOnNothing, ask: nothing },
    'labels.void': { who: staffOnNothing, ask: nothing },
  },
  rest: {
    'GET /api/v1/admin/parcels/{id}/labels': byKey,
    'POST /api/v1/admin/parcels/{id}/buy-label': byKey,
    'POST /api/v1/admin/parcels/{id}/void-label': byKey,
  },
  routes: {
    'POST /api/webhooks/carrier': { limit: signed, who: toEach(401), ask: () => ({ data: {} }) },
    'GET /api/floor/parcels/[id]/cn23': { who: staffOnNothing },
    'GET /api/floor/parcels/[id]/label': { who: staffOnNothing },
  },
}
