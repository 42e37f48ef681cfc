import {
  type AccessRows,
  byKey,
  deskPage,
  signed,
  staffOnly,
  staffOnNothing,
  toEach,
} from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: {
    'warehouse.parcels': {
      who: staffOnly,
      ask: () => ({ state: null, warehouse: null, late: false, after: null, before: null }),
    },
    'warehouse.kept': { who: staffOnly },
    'warehouse.troubles': { who: staffOnly },
    'warehouse.replay': { who: staffOnNothing, ask: () => ({ id: 'none' }) },
  },
  rest: {
    'GET /api/v1/admin/parcels': byKey,
    'GET /api/v1/admin/parcels/{id}': byKey,
    'GET /api/v1/admin/promises': byKey,
  },
  pages: { '/admin/parcels': deskPage, '/admin/parcels/promises': deskPage },
  routes: {
    'POST /api/webhooks/warehouse': {
      limit: signed,
      who: toEach(401),
      ask: () => ({ type: 'shipment.shipped' }),
    },
  },
}
