import { type AccessRows, signed, staffOnly, staffOnNothing, toEach } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: {
    'warehouse.troubles': { who: staffOnly },
    'warehouse.replay': { who: staffOnNothing, ask: () => ({ id: 'none' }) },
  },
  routes: {
    'POST /api/webhooks/warehouse': {
      limit: signed,
      who: toEach(401),
      ask: () => ({ type: 'shipment.shipped' }),
    },
  },
}
