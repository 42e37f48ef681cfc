import { v7 as uuidv7 } from 'uuid'
import {
  type AccessRows,
  type Answers,
  byKey,
  deskPage,
  everybody,
  nobody,
  ownOnly,
  staffOnly,
  staffOnNothing,
  toEach,
  type Wanted,
  whoHoldsAKey,
} from '#proof/testing/access-row.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { everyOrder } from './desk/filter.ts'

const key = ({ id, token }: Wanted) => ({ orderId: id, token })
const byId = ({ id }: Wanted) => ({ orderId: id })
const because = ({ id }: Wanted) => ({ orderId: id, reason: 'Customer asked' })
const oneOf = ({ sku }: Wanted) => ({ refundId: uuidv7(), lines: [{ sku, quantity: 1 }] })
const ofNoQueue = () => ({ queue: null })
const signedIn: Answers = { ...ownOnly, visitor: 401, link: 401 }
const elsewhere = {
  name: 'Ana Moss',
  line1: '2 Shelf Street',
  city: 'London',
  postalCode: 'SW1A 1AA',
  country: 'GB',
}
const newOrder = ({ sku }: Wanted) =>
  orderInput({ orderId: uuidv7(), email: 'new@example.com', lines: [{ sku, quantity: 1 }] })

const shop: AccessRows['procedures'] = {
  'orders.quote': {
    limit: ['quote'],
    who: everybody,
    ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB', shippingMethod: 'standard' }),
  },
  'orders.delivery': { who: everybody },
  'orders.quoteWithCards': {
    limit: ['quote'],
    who: everybody,
    ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB', giftCards: [] }),
  },
  'orders.countries': { limit: ['quote'], who: everybody },
  'orders.addressForm': { limit: ['quote'], who: everybody, ask: () => ({ country: 'GB' }) },
  'orders.form': { who: everybody },
  'orders.place': { limit: ['place'], who: everybody, ask: newOrder },
  'orders.track': { limit: ['track'], who: whoHoldsAKey, ask: key },
  'orders.settle': { limit: ['track'], who: whoHoldsAKey, ask: key },
  'orders.abandon': { limit: ['track'], who: whoHoldsAKey, ask: key },
  'orders.cancel': { limit: ['change'], who: { ...whoHoldsAKey, staff: 403 }, ask: key },
  'orders.cancelItems': {
    limit: ['change'],
    who: { ...whoHoldsAKey, staff: 403 },
    ask: wanted => ({ ...key(wanted), ...oneOf(wanted) }),
  },
  'orders.changeAddress': {
    limit: ['change'],
    who: { ...whoHoldsAKey, staff: 403 },
    ask: wanted => ({ ...key(wanted), shippingAddress: elsewhere }),
  },
  // The number and the email together are the key.
  'orders.find': { limit: ['find'], who: toEach('order'), ask: ({ number, email }) => ({ number, email }) },
  'orders.mine': { who: signedIn, ask: () => ({}) },
  'orders.reorder': { limit: ['reorder'], who: { ...signedIn, other: 404, staff: 404 }, ask: byId },
  'orders.lastAddress': { who: ownOnly },
}

const desk: AccessRows['procedures'] = {
  'staffOrders.today': { who: staffOnly },
  'staffOrders.list': { who: staffOnly, ask: () => everyOrder },
  'staffOrders.counts': { who: staffOnly, ask: () => everyOrder },
  'staffOrders.idOfNumber': { who: staffOnly, ask: ({ number }) => ({ number }) },
  'staffOrders.order': { who: staffOnly, ask: byId },
  'staffOrders.tryPromotion': { who: staffOnNothing, ask: ({ id }) => ({ promotionId: id }) },
  'staffOrders.cancel': { who: staffOnly, ask: because },
  'staffOrders.cancelItems': {
    who: staffOnly,
    ask: wanted => ({ ...because(wanted), ...oneOf(wanted) }),
  },
  'staffOrders.changeAddress': {
    who: staffOnly,
    ask: ({ id }) => ({ orderId: id, shippingAddress: elsewhere }),
  },
  'staffOrders.refund': {
    who: staffOnly,
    ask: wanted => ({ ...because(wanted), refundId: uuidv7(), of: { kind: 'rest' } }),
  },
  'staffOrders.settle': { who: staffOnly, ask: byId },
  'staffOrders.reviewed': { who: staffOnly, ask: ({ id }) => ({ orderId: id, note: 'Looked at' }) },
  'staffOrders.jobs': { who: staffOnly },
  'staffOrders.jobsDone': { who: staffOnly },
  'staffOrders.deadLetters': { who: staffOnly, ask: ofNoQueue },
  'staffOrders.failing': { who: staffOnly, ask: ofNoQueue },
  'staffOrders.tryNow': { who: staffOnly, ask: ofNoQueue },
  'staffOrders.discard': {
    who: staffOnly,
    ask: ({ id }) => ({ queue: 'invoices.render', ids: [id], reason: 'It cannot succeed' }),
  },
  'staffOrders.sendAgain': { who: staffOnly, ask: () => ({ queue: null, before: new Date(0) }) },
  'staffOrders.repeat': { who: staffOnNothing, ask: ({ id }) => ({ orderId: id, kind: 'made.up' }) },
}

export const access: AccessRows = {
  procedures: { ...shop, ...desk },
  rest: {
    'GET /api/v1/admin/orders': byKey,
    'GET /api/v1/admin/orders/{id}': byKey,
    'POST /api/v1/admin/orders/{id}/cancel': byKey,
    'POST /api/v1/admin/orders/{id}/refunds': byKey,
    'POST /api/v1/admin/promotions/{id}/try': byKey,
    'POST /api/v1/admin/orders/{id}/address': byKey,
    'GET /api/v1/admin/jobs': byKey,
    'POST /api/v1/admin/jobs/{id}/retry': byKey,
    'POST /api/v1/admin/jobs/{id}/discard': byKey,
    'POST /api/v1/quotes': {
      limit: ['quote'],
      who: everybody,
      ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB' }),
    },
    'POST /api/v1/orders': {
      limit: ['place'],
      who: everybody,
      ask: wanted => {
        const { orderId: _, ...body } = newOrder(wanted)
        return body
      },
    },
    // Programs read it, and the customer's own session; staff have their desk.
    'POST /api/v1/orders/{id}/cancel': {
      limit: ['change'],
      who: { ...nobody, link: 'order', owner: 'order' },
    },
    'GET /api/v1/orders/{id}': { limit: ['track'], who: { ...nobody, link: 'order', owner: 'order' } },
  },
  pages: {
    '/account/orders': ownOnly,
    '/admin/orders': deskPage,
    '/admin/orders/[id]': deskPage,
    '/orders/[id]': whoHoldsAKey,
    '/orders/find': everybody,
    '/accessibility': everybody,
    '/contact': everybody,
    '/delivery-and-returns': everybody,
    '/imprint': everybody,
    '/privacy': everybody,
    '/terms': everybody,
  },
}
