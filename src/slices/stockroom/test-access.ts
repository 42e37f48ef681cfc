import { v7 as uuidv7 } from 'uuid'
import { type AccessRows, byKey, everybody, staffOnly, staffOnNothing } from '#proof/testing/access-row.ts'

/** Staff get in, and are told that there is no such SKU. */
const staffOnNoSku = { ...staffOnly, staff: 400 } as const
const nothing = () => ({ id: uuidv7() })
const sku = () => `NO-${uuidv7().slice(-12)}`

export const access: AccessRows = {
  procedures: {
    'stockroom.receipts': { who: staffOnly, ask: () => ({ warehouse: null, after: null }) },
    'stockroom.receipt': { who: staffOnNothing, ask: nothing },
    'stockroom.book': {
      who: staffOnNoSku,
      ask: () => ({ ...nothing(), warehouse: 'north', lines: [{ sku: sku(), accepted: 1 }] }),
    },
    'stockroom.counts': { who: staffOnly, ask: () => ({ warehouse: null, waits: true, after: null }) },
    'stockroom.count': { who: staffOnNothing, ask: nothing },
    'stockroom.writeCount': {
      who: staffOnNoSku,
      ask: () => ({ ...nothing(), warehouse: 'north', lines: [{ sku: sku(), counted: 1 }] }),
    },
    'stockroom.countAgain': {
      who: staffOnNothing,
      ask: () => ({ ...nothing(), lines: [{ sku: sku(), counted: 1 }] }),
    },
    'stockroom.endCount': {
      who: staffOnNothing,
      ask: () => ({ ...nothing(), end: 'drop', reason: 'Not ours' }),
    },
    'stockroom.sort': {
      who: staffOnNothing,
      ask: () => ({
        ...nothing(),
        sku: sku(),
        warehouse: 'north',
        from: 'repair',
        to: 'scrap',
        quantity: 1,
        reason: 'Broken',
      }),
    },
  },
  rest: {
    'GET /api/v1/admin/receipts': byKey,
    'GET /api/v1/admin/receipts/{id}': byKey,
    'POST /api/v1/admin/receipts': byKey,
    'GET /api/v1/admin/counts': byKey,
    'GET /api/v1/admin/counts/{id}': byKey,
    'POST /api/v1/admin/counts': byKey,
    'POST /api/v1/admin/counts/{id}/again': byKey,
    'POST /api/v1/admin/counts/{id}/approve': byKey,
    'POST /api/v1/admin/counts/{id}/drop': byKey,
    'GET /api/v1/admin/stock/aside': byKey,
    'POST /api/v1/admin/stock/aside': byKey,
  },
  pages: {
    '/admin/stockroom': everybody,
    '/admin/stockroom/[id]': everybody,
    '/admin/stockroom/counts': everybody,
    '/admin/stockroom/counts/[id]': everybody,
    '/admin/stockroom/aside': everybody,
  },
}
