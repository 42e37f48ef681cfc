import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  deskPage,
  nobody,
  staffOnly,
  staffOnNothing,
  type Wanted,
  whoHoldsAKey,
} from '#proof/testing/access-row.ts'

const key = ({ id, token }: Wanted) => ({ orderId: id, token })
const NOTHING = 'R-0000-0000'
const asked = { quantity: 1, reason: 'damaged', wish: 'refund' }

export const access: AccessRows = {
  procedures: {
    'returns.standing': { limit: ['readReturns'], who: whoHoldsAKey, ask: key },
    // The order of this table has not arrived, so that its buyer is told why nothing can be sent back.
    'returns.ask': {
      limit: ['askReturn'],
      who: { ...nobody, link: 400, owner: 400, staff: 403 },
      ask: wanted => ({ ...key(wanted), id: uuidv7(), lines: [{ lineId: uuidv7(), ...asked }] }),
    },
    'returns.cancel': {
      limit: ['askReturn'],
      who: { ...nobody, staff: 403 },
      ask: wanted => ({ ...key(wanted), id: uuidv7() }),
    },
    'staffReturns.list': { who: { ...staffOnly, staff: 'open' }, ask: () => ({ state: null, after: null }) },
    'staffReturns.waiting': { who: { ...staffOnly, staff: 'open' } },
    'staffReturns.one': { who: staffOnNothing, ask: () => ({ number: NOTHING }) },
    'staffReturns.ofOrder': { who: { ...staffOnly, staff: 'open' }, ask: ({ id }) => ({ orderId: id }) },
    'staffReturns.approve': { who: staffOnNothing, ask: () => ({ number: NOTHING }) },
    'staffReturns.refuse': { who: staffOnNothing, ask: () => ({ number: NOTHING, reason: 'Opened' }) },
    'staffReturns.changeWish': {
      who: staffOnNothing,
      ask: ({ sku }) => ({ number: NOTHING, lines: [{ sku, wish: 'credit' }] }),
    },
    'staffReturns.close': {
      who: staffOnNothing,
      ask: () => ({ number: NOTHING, reason: 'Nothing more comes' }),
    },
    'staffReturns.retryRefund': { who: staffOnNothing, ask: () => ({ number: NOTHING }) },
    'staffReturns.receive': {
      who: staffOnNothing,
      ask: ({ sku }) => ({ number: NOTHING, lines: [{ sku, quantity: 1 }] }),
    },
    'staffReturns.inspect': {
      who: staffOnNothing,
      ask: ({ sku }) => ({ number: NOTHING, lines: [{ sku, quantity: 1, outcome: 'restock' }] }),
    },
  },
  rest: {
    'POST /api/v1/orders/{id}/returns': {
      limit: ['askReturn'],
      who: { ...nobody, link: 422, owner: 422 },
      ask: ({ sku }) => ({ id: uuidv7(), lines: [{ sku, ...asked }] }),
    },
    'GET /api/v1/orders/{id}/returns/{number}/label': { limit: ['readReturns'], who: nobody },
    'GET /api/v1/admin/returns': byKey,
    'GET /api/v1/admin/returns/{number}': byKey,
    'POST /api/v1/admin/returns/{number}/approve': byKey,
    'POST /api/v1/admin/returns/{number}/refuse': byKey,
    'POST /api/v1/admin/returns/{number}/wish': byKey,
    'POST /api/v1/admin/returns/{number}/receive': byKey,
    'POST /api/v1/admin/returns/{number}/inspect': byKey,
  },
  pages: {
    '/orders/[id]/return': whoHoldsAKey,
    '/admin/returns': deskPage,
    '/admin/returns/[number]': deskPage,
  },
}
