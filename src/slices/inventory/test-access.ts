import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  byKey,
  everybody,
  nobody,
  staffOnly,
  staffOnNothing,
  toEach,
} from '#proof/testing/access-row.ts'

const noAlert = () => ({ alertId: uuidv7(), token: 'x'.repeat(43) })
const noVariant = () => ({ variantId: uuidv7() })

export const access: AccessRows = {
  procedures: {
    // A place in a line is found by the browser's own ticket.
    'inventory.line': { who: everybody, ask: ({ sku }) => ({ sku }) },
    'inventory.joinLine': { limit: ['joinLine', 'visit'], who: everybody, ask: ({ sku }) => ({ sku }) },
    'inventory.askForAlert': {
      limit: ['alert'],
      who: toEach(409),
      ask: ({ sku }) => ({ sku, email: 'new@example.com' }),
    },
    'inventory.alert': { limit: ['openAlert'], who: nobody, ask: noAlert },
    'inventory.confirmAlert': { limit: ['openAlert'], who: nobody, ask: noAlert },
    'inventory.removeAlert': { limit: ['openAlert'], who: nobody, ask: noAlert },
    'stock.warehouses': { who: staffOnly },
    'stock.newWarehouse': {
      who: staffOnly,
      ask: () => ({ code: uuidv7().slice(-12), name: 'A new one' }),
    },
    'stock.moveWarehouse': {
      who: staffOnNothing,
      ask: () => ({ code: 'nowhere', state: 'paused', reason: 'The roof leaks' }),
    },
    'stock.setLabels': {
      who: staffOnNothing,
      ask: () => ({ code: 'nowhere', labels: 'bought', reason: 'We buy labels' }),
    },
    'stock.setFloor': {
      who: staffOnNothing,
      ask: () => ({ code: 'nowhere', floor: 'own', reason: 'We pack ourselves' }),
    },
    'stock.setHours': {
      who: staffOnNothing,
      ask: () => ({
        code: 'nowhere',
        cutOff: '14:00',
        timeZone: 'UTC',
        workingDays: [1],
        closedDays: [],
        reason: 'Fewer people',
      }),
    },
    'stock.list': { who: staffOnly, ask: () => ({ view: 'all', search: '', after: null, before: null }) },
    'stock.variant': { who: staffOnNothing, ask: noVariant },
    'stock.aside': { who: staffOnly, ask: () => ({ after: null }) },
    'stock.split': { who: staffOnly, ask: () => ({ ...noVariant(), buckets: 4 }) },
    'stock.merge': { who: staffOnly, ask: noVariant },
    'stock.count': {
      who: staffOnNothing,
      ask: () => ({ ...noVariant(), warehouseId: uuidv7(), counted: 1, seen: 0, note: 'Counted' }),
    },
    'stock.ofProduct': { who: staffOnly, ask: () => ({ productId: uuidv7() }) },
    'stock.set': {
      who: staffOnNothing,
      ask: () => ({ sku: uuidv7(), warehouse: 'north', onHand: 1, reason: 'Counted' }),
    },
    'stock.setOffer': {
      who: staffOnNothing,
      ask: () => ({
        sku: uuidv7(),
        expectedOn: new Date(Date.now() + 864_000_000).toISOString().slice(0, 10),
        most: 1,
        reason: 'More is ordered',
      }),
    },
    'stock.endOffer': { who: staffOnNothing, ask: () => ({ sku: uuidv7(), reason: 'No more comes' }) },
    'stock.planLaunch': {
      who: staffOnNothing,
      ask: () => ({
        ...noVariant(),
        startsAt: new Date(Date.now() + 3_600_000),
        endsAt: new Date(Date.now() + 7_200_000),
        buckets: 16,
        admitPerMinute: 600,
        turnMinutes: 10,
      }),
    },
    'stock.endLaunch': { who: staffOnNothing, ask: () => ({ launchId: uuidv7() }) },
  },
  rest: {
    'GET /api/v1/admin/warehouses': byKey,
    'POST /api/v1/admin/warehouses': byKey,
    'PATCH /api/v1/admin/warehouses/{code}': byKey,
    'GET /api/v1/admin/stock': byKey,
    'PUT /api/v1/admin/variants/{sku}/stock': byKey,
    'GET /api/v1/admin/variants/{sku}/back-orders': byKey,
    'PUT /api/v1/admin/variants/{sku}/back-orders': byKey,
    'POST /api/v1/admin/variants/{sku}/back-orders/end': byKey,
  },
  routes: { 'POST /api/stock-alerts/[id]/remove': { limit: ['openAlert'], who: nobody } },
  pages: {
    '/back-in-stock/[id]': nobody,
    '/admin/stock': everybody,
    '/admin/stock/[id]': everybody,
    '/admin/stock/warehouses': everybody,
  },
}
