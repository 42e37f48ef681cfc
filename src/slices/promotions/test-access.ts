import { v7 as uuidv7 } from 'uuid'
import { type AccessRows, byKey, deskPage, staffOnly, staffOnNothing } from '#proof/testing/access-row.ts'

const nothing = () => ({ id: uuidv7() })

export const access: AccessRows = {
  procedures: {
    'promotions.list': { who: staffOnly, ask: () => ({ state: null, after: null }) },
    'promotions.one': { who: staffOnNothing, ask: nothing },
    'promotions.create': {
      who: staffOnly,
      ask: () => ({ ...nothing(), name: 'Ten off', needsCode: true, effect: { kind: 'free_delivery' } }),
    },
    'promotions.change': { who: staffOnNothing, ask: nothing },
    'promotions.makeCodes': {
      who: staffOnNothing,
      ask: () => ({ ...nothing(), promotionId: uuidv7(), count: 1 }),
    },
  },
  rest: {
    'GET /api/v1/admin/promotions': byKey,
    'GET /api/v1/admin/promotions/{id}': byKey,
    'POST /api/v1/admin/promotions': byKey,
    'PATCH /api/v1/admin/promotions/{id}': byKey,
    'POST /api/v1/admin/promotions/{id}/codes': byKey,
    // An address that names no codes goes no further.
    'GET /api/v1/desk/promotions/{id}/codes/{batchId}': {
      limit: ['downloadCodes'],
      who: { ...staffOnNothing, staff: 422 },
    },
  },
  pages: {
    '/admin/promotions': deskPage,
    '/admin/promotions/new': deskPage,
    '/admin/promotions/[id]': deskPage,
  },
}
