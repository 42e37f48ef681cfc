import { v7 as uuidv7 } from 'uuid'
import { everyOrder } from '#orders/staff-filter.ts'
import { orderInput } from './order-input.ts'

/**
 * Who gets what, the whole of it: access.test.ts knocks at every door as everybody, and fails for a door without a row.
 * docs/access.md is printed from it.
 *
 * - `visitor`: a browser without a session, or any program
 * - `link`: the same, holding the order's tracking token
 * - `other`: signed in, and it is not their order
 * - `owner`: the customer who placed it
 * - `staff`: signed in with the role `admin`
 */
export const people = ['visitor', 'link', 'other', 'owner', 'staff'] as const
export type Who = (typeof people)[number]

/** `open`: answered, with nothing of the order or its owner in it. `order`: the order itself. A number: refused so. */
export type Access = 'open' | 'order' | 400 | 401 | 403 | 404 | 405 | 422

/** The order that everybody asks for. */
export type Wanted = { id: string; number: string; email: string; sku: string; token: string | undefined }

type Row = {
  who: readonly Access[]
  ask?: (wanted: Wanted) => unknown
  /** What is asked first, with what that row asks. */
  after?: string
}

const everybody = ['open', 'open', 'open', 'open', 'open'] as const
const whoHoldsAKey = [404, 'order', 404, 'order', 'order'] as const
const whoKnowsBoth = ['order', 'order', 'order', 'order', 'order'] as const
const staffOnly = [401, 401, 403, 403, 'order'] as const
/** For staff, and there is no such thing. */
const staffOnNothing = [401, 401, 403, 403, 404] as const
const nobody = [404, 404, 404, 404, 404] as const

const key = ({ id, token }: Wanted) => ({ orderId: id, token })
const noVariant = () => ({ variantId: uuidv7() })
const because = ({ id }: Wanted) => ({ orderId: id, reason: 'Customer asked' })

/** Every procedure of the tRPC router: `/api/trpc/<name>`. */
export const procedures: Record<string, Row> = {
  'catalog.categories': { who: everybody },
  'catalog.featured': { who: everybody, ask: () => ({ limit: 4 }) },
  'catalog.newest': { who: everybody, ask: () => ({ limit: 4 }) },
  'catalog.browse': { who: everybody, ask: () => ({ category: 'things' }) },
  'catalog.product': { who: everybody, ask: ({ sku }) => ({ slug: sku.toLowerCase() }) },
  'catalog.offers': { who: everybody, ask: ({ sku }) => ({ slug: sku.toLowerCase() }) },
  'catalog.related': { who: everybody, ask: ({ sku }) => ({ slug: sku.toLowerCase(), limit: 4 }) },
  'catalog.slugs': { who: everybody, ask: () => ({ category: 'tableware' }) },
  'catalog.suggest': { who: everybody, ask: () => ({ query: 'thing' }) },
  // A cart is found by the session alone: no input names one.
  'cart.get': { who: everybody },
  'cart.add': { who: everybody, ask: ({ sku }) => ({ sku, quantity: 1 }) },
  'cart.change': {
    who: [404, 404, 'open', 'open', 'open'],
    after: 'cart.add',
    ask: ({ sku }) => ({ sku, quantity: 2 }),
  },
  'cart.remove': { who: everybody, ask: ({ sku }) => ({ sku }) },
  'cart.acceptPrices': { who: everybody },
  // A place in a line is found by the browser's own ticket.
  'inventory.line': { who: everybody, ask: ({ sku }) => ({ sku }) },
  'inventory.joinLine': { who: everybody, ask: ({ sku }) => ({ sku }) },
  'customers.me': { who: ['open', 'open', 'open', 'order', 'open'] },
  'payments.config': { who: everybody },
  'payments.health': { who: staffOnly },
  'orders.quote': {
    who: everybody,
    ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB', shippingMethod: 'standard' }),
  },
  'orders.countries': { who: everybody },
  'orders.addressForm': { who: everybody, ask: () => ({ country: 'GB' }) },
  'orders.form': { who: everybody },
  'orders.place': {
    who: everybody,
    ask: ({ sku }) =>
      orderInput({ orderId: uuidv7(), email: 'new@example.com', lines: [{ sku, quantity: 1 }] }),
  },
  'orders.track': { who: whoHoldsAKey, ask: key },
  'orders.settle': { who: whoHoldsAKey, ask: key },
  'orders.abandon': { who: whoHoldsAKey, ask: key },
  'orders.find': { who: whoKnowsBoth, ask: ({ number, email }) => ({ number, email }) },
  'orders.mine': { who: [401, 401, 'open', 'order', 'open'], ask: () => ({}) },
  'orders.lastAddress': { who: ['open', 'open', 'open', 'order', 'open'] },
  'staffOrders.today': { who: staffOnly },
  'staffOrders.list': { who: staffOnly, ask: () => everyOrder },
  'staffOrders.counts': { who: staffOnly, ask: () => everyOrder },
  'staffOrders.idOfNumber': { who: staffOnly, ask: ({ number }) => ({ number }) },
  'staffOrders.order': { who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
  'staffOrders.cancel': { who: staffOnly, ask: because },
  'staffOrders.refund': {
    who: staffOnly,
    ask: wanted => ({ ...because(wanted), refundId: uuidv7(), of: { kind: 'rest' } }),
  },
  'staffOrders.settle': { who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
  'staffOrders.reviewed': { who: staffOnly, ask: ({ id }) => ({ orderId: id, note: 'Looked at' }) },
  'staffOrders.jobs': { who: staffOnly },
  'staffOrders.jobsDone': { who: staffOnly },
  'staffOrders.deadLetters': { who: staffOnly, ask: () => ({ queue: null }) },
  'staffOrders.sendAgain': { who: staffOnly, ask: () => ({ queue: null, before: new Date(0) }) },
  'stock.list': { who: staffOnly, ask: () => ({ view: 'all', search: '', after: null, before: null }) },
  'stock.variant': { who: staffOnNothing, ask: noVariant },
  'stock.split': { who: staffOnly, ask: () => ({ ...noVariant(), buckets: 4 }) },
  'stock.merge': { who: staffOnly, ask: noVariant },
  'stock.count': {
    who: staffOnNothing,
    ask: () => ({ ...noVariant(), warehouseId: uuidv7(), counted: 1, seen: 0, note: 'Counted' }),
  },
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
  'books.read': { who: staffOnly },
  'books.reconcile': { who: staffOnly, ask: () => ({ days: 3 }) },
}

/** Every REST route, as `METHOD /address`; the token goes into the authorization header. */
export const restRoutes: Record<string, Row> = {
  'GET /api/v1/products': { who: everybody },
  'GET /api/v1/products/{slug}': { who: everybody },
  'GET /api/v1/openapi.json': { who: everybody },
  'POST /api/v1/quotes': {
    who: everybody,
    ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB' }),
  },
  'POST /api/v1/orders': {
    who: everybody,
    ask: ({ sku }) => {
      const { orderId: _, ...body } = orderInput({ email: 'new@example.com', lines: [{ sku, quantity: 1 }] })
      return body
    },
  },
  // Programs read it, and the customer's own session; staff have their desk.
  'GET /api/v1/orders/{id}': { who: [404, 'order', 404, 'order', 404] },
  'GET /api/v1/orders/{id}/invoice': { who: whoHoldsAKey },
}

/** What calls us, by what it signs with: a session opens none of them. */
export const otherRoutes: Record<string, Row> = {
  'GET /api/health/live': { who: everybody },
  'GET /api/health/ready': { who: everybody },
  'POST /api/webhooks/stripe': {
    who: [400, 400, 400, 400, 400],
    ask: () => ({ type: 'payment_intent.succeeded' }),
  },
  'POST /api/webhooks/warehouse': {
    who: [401, 401, 401, 401, 401],
    ask: () => ({ type: 'shipment.shipped' }),
  },
}

/** What better-auth brings and the shop opens. Everything else it brings is not there for anybody (`src/sign-in.ts`). */
export const signInRoutes: Record<string, Row> = {
  'GET /get-session': { who: ['open', 'open', 'open', 'order', 'open'] },
  'POST /sign-in/email': {
    who: [401, 401, 401, 401, 401],
    ask: () => ({ email: 'no@example.com', password: 'nothing' }),
  },
  'POST /sign-up/email': {
    who: everybody,
    ask: () => ({ email: `${uuidv7()}@example.com`, password: 'three quiet words', name: 'New' }),
  },
  'POST /sign-out': { who: everybody, ask: () => ({}) },
}
export const closedSignInRoute: Row = { who: nobody, ask: () => ({}) }

/** Every page. `open`: shown, with nothing of the order in it (a door, where staff are meant). */
export const pages: Record<string, Row> = {
  '/': { who: everybody },
  '/account': { who: ['open', 'open', 'open', 'order', 'open'] },
  '/account/orders': { who: ['open', 'open', 'open', 'order', 'open'] },
  '/account/sign-in': { who: everybody },
  '/account/sign-up': { who: everybody },
  '/admin': { who: ['open', 'open', 'open', 'open', 'order'] },
  '/admin/books': { who: everybody },
  '/admin/jobs': { who: everybody },
  '/admin/orders': { who: ['open', 'open', 'open', 'open', 'order'] },
  '/admin/orders/[id]': { who: ['open', 'open', 'open', 'open', 'order'] },
  '/admin/stock': { who: everybody },
  '/admin/stock/[id]': { who: everybody },
  '/cart': { who: everybody },
  '/categories/[slug]': { who: everybody },
  '/checkout': { who: ['open', 'open', 'open', 'order', 'open'] },
  '/orders/[id]': { who: whoHoldsAKey },
  '/orders/find': { who: everybody },
  '/products/[slug]': { who: everybody },
  '/search': { who: everybody },
}
