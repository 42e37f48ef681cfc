import { v7 as uuidv7 } from 'uuid'
import { everyOrder } from '#slices/orders/desk/filter.ts'
import { orderInput } from './order-input.ts'

/**
 * The whole table of who gets what: access.test.ts asks at every door as each person, and fails for a door without a row.
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
export type Access = 'open' | 'order' | 400 | 401 | 403 | 404 | 405 | 409 | 422

/** The order that all of them ask for. */
export type Wanted = { id: string; number: string; email: string; sku: string; token: string | undefined }

/**
 * The names of the limits (run/rate-limits.ts) that count callers of one address at this door, or why there is none.
 * limits.test.ts asks at each once more than its limit allows.
 */
export type Limits = readonly [string, ...string[]] | { none: string }

type Row = {
  who: readonly Access[]
  limit: Limits
  ask?: (wanted: Wanted) => unknown
  /** The procedure that is called first, with the input of its row. */
  after?: string
}

const everybody = ['open', 'open', 'open', 'open', 'open'] as const
const whoHoldsAKey = [404, 'order', 404, 'order', 'order'] as const
const whoKnowsBoth = ['order', 'order', 'order', 'order', 'order'] as const
const staffOnly = [401, 401, 403, 403, 'order'] as const
/** For staff, about a thing that does not exist. */
const staffOnNothing = [401, 401, 403, 403, 404] as const
const nobody = [404, 404, 404, 404, 404] as const

const key = ({ id, token }: Wanted) => ({ orderId: id, token })
const bySlug = ({ sku }: Wanted) => ({ slug: sku.toLowerCase() })
const noAlert = () => ({ alertId: uuidv7(), token: 'x'.repeat(43) })
const noVariant = () => ({ variantId: uuidv7() })
const looked = ({ id }: Wanted) => ({ orderId: id, note: 'Looked at' })
const because = ({ id }: Wanted) => ({ orderId: id, reason: 'Customer asked' })

/** Every procedure of the tRPC router: `/api/trpc/<name>`. */
export const procedures: Record<string, Row> = {
  'catalog.categories': { limit: ['ask'], who: everybody },
  'catalog.featured': { limit: ['ask'], who: everybody, ask: () => ({ limit: 4 }) },
  'catalog.newest': { limit: ['ask'], who: everybody, ask: () => ({ limit: 4 }) },
  'catalog.browse': { limit: ['search'], who: everybody, ask: () => ({ category: 'things' }) },
  'catalog.product': { limit: ['ask'], who: everybody, ask: bySlug },
  'catalog.offers': { limit: ['ask'], who: everybody, ask: bySlug },
  'catalog.related': { limit: ['ask'], who: everybody, ask: wanted => ({ ...bySlug(wanted), limit: 4 }) },
  'catalog.slugs': { limit: ['ask'], who: everybody, ask: () => ({ category: 'tableware' }) },
  'catalog.suggest': { limit: ['search'], who: everybody, ask: () => ({ query: 'thing' }) },
  // A cart and a wish list are found by the session alone: no input names one.
  'cart.get': { limit: ['ask'], who: everybody },
  'cart.add': { limit: ['ask', 'visit'], who: everybody, ask: ({ sku }) => ({ sku, quantity: 1 }) },
  'cart.change': {
    limit: ['ask', 'visit'],
    who: [404, 404, 'open', 'open', 'open'],
    after: 'cart.add',
    ask: ({ sku }) => ({ sku, quantity: 2 }),
  },
  'cart.remove': { limit: ['ask', 'visit'], who: everybody, ask: ({ sku }) => ({ sku }) },
  'cart.acceptPrices': { limit: ['ask', 'visit'], who: everybody },
  'cart.acceptLeftOut': { limit: ['ask', 'visit'], who: everybody },
  'wishlist.list': { limit: ['readWishes'], who: everybody },
  'wishlist.add': { limit: ['changeWishes', 'visit'], who: everybody, ask: bySlug },
  'wishlist.remove': { limit: ['changeWishes', 'visit'], who: everybody, ask: bySlug },
  'wishes.most': { limit: ['ask'], who: staffOnly },
  // A place in a line is found by the browser's own ticket.
  'inventory.line': { limit: ['ask'], who: everybody, ask: ({ sku }) => ({ sku }) },
  'inventory.joinLine': { limit: ['joinLine', 'visit'], who: everybody, ask: ({ sku }) => ({ sku }) },
  'inventory.askForAlert': {
    limit: ['alert'],
    who: [409, 409, 409, 409, 409],
    ask: ({ sku }) => ({ sku, email: 'new@example.com' }),
  },
  'inventory.alert': { limit: ['openAlert'], who: nobody, ask: noAlert },
  'inventory.confirmAlert': { limit: ['openAlert'], who: nobody, ask: noAlert },
  'inventory.removeAlert': { limit: ['openAlert'], who: nobody, ask: noAlert },
  'customers.me': { limit: ['ask'], who: ['open', 'open', 'open', 'order', 'open'] },
  'payments.config': { limit: ['ask'], who: everybody },
  'payments.health': { limit: ['ask'], who: staffOnly },
  'orders.quote': {
    limit: ['quote'],
    who: everybody,
    ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB', shippingMethod: 'standard' }),
  },
  'orders.countries': { limit: ['quote'], who: everybody },
  'orders.addressForm': { limit: ['quote'], who: everybody, ask: () => ({ country: 'GB' }) },
  'orders.form': { limit: ['ask'], who: everybody },
  'orders.place': {
    limit: ['place'],
    who: everybody,
    ask: ({ sku }) =>
      orderInput({ orderId: uuidv7(), email: 'new@example.com', lines: [{ sku, quantity: 1 }] }),
  },
  'orders.track': { limit: ['track'], who: whoHoldsAKey, ask: key },
  'orders.settle': { limit: ['track'], who: whoHoldsAKey, ask: key },
  'orders.abandon': { limit: ['track'], who: whoHoldsAKey, ask: key },
  'orders.find': { limit: ['find'], who: whoKnowsBoth, ask: ({ number, email }) => ({ number, email }) },
  'orders.mine': { limit: ['ask'], who: [401, 401, 'open', 'order', 'open'], ask: () => ({}) },
  'orders.lastAddress': { limit: ['ask'], who: ['open', 'open', 'open', 'order', 'open'] },
  'staffOrders.today': { limit: ['ask'], who: staffOnly },
  'staffOrders.list': { limit: ['ask'], who: staffOnly, ask: () => everyOrder },
  'staffOrders.counts': { limit: ['ask'], who: staffOnly, ask: () => everyOrder },
  'staffOrders.idOfNumber': { limit: ['ask'], who: staffOnly, ask: ({ number }) => ({ number }) },
  'staffOrders.order': { limit: ['ask'], who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
  'staffOrders.cancel': { limit: ['ask'], who: staffOnly, ask: because },
  'staffOrders.refund': {
    limit: ['ask'],
    who: staffOnly,
    ask: wanted => ({ ...because(wanted), refundId: uuidv7(), of: { kind: 'rest' } }),
  },
  'staffOrders.settle': { limit: ['ask'], who: staffOnly, ask: ({ id }) => ({ orderId: id }) },
  'staffOrders.reviewed': { limit: ['ask'], who: staffOnly, ask: looked },
  'staffOrders.jobs': { limit: ['ask'], who: staffOnly },
  'staffOrders.jobsDone': { limit: ['ask'], who: staffOnly },
  'staffOrders.deadLetters': { limit: ['ask'], who: staffOnly, ask: () => ({ queue: null }) },
  'staffOrders.failing': { limit: ['ask'], who: staffOnly, ask: () => ({ queue: null }) },
  'staffOrders.attention': { limit: ['ask'], who: staffOnly },
  'staffOrders.tryNow': { limit: ['ask'], who: staffOnly, ask: () => ({ queue: null }) },
  'staffOrders.discard': {
    limit: ['ask'],
    who: staffOnly,
    ask: ({ id }) => ({ queue: 'invoices.render', ids: [id], reason: 'It cannot succeed' }),
  },
  'staffOrders.sendAgain': {
    limit: ['ask'],
    who: staffOnly,
    ask: () => ({ queue: null, before: new Date(0) }),
  },
  'staffOrders.repeat': {
    limit: ['ask'],
    who: staffOnNothing,
    ask: ({ id }) => ({ orderId: id, kind: 'made.up' }),
  },
  'warehouse.troubles': { limit: ['ask'], who: staffOnly },
  'warehouse.replay': { limit: ['ask'], who: staffOnNothing, ask: () => ({ id: 'none' }) },
  'desk.whatBecame': { limit: ['ask'], who: staffOnly, ask: () => ({ actionId: uuidv7() }) },
  'stock.list': {
    limit: ['ask'],
    who: staffOnly,
    ask: () => ({ view: 'all', search: '', after: null, before: null }),
  },
  'stock.variant': { limit: ['ask'], who: staffOnNothing, ask: noVariant },
  'stock.split': { limit: ['ask'], who: staffOnly, ask: () => ({ ...noVariant(), buckets: 4 }) },
  'stock.merge': { limit: ['ask'], who: staffOnly, ask: noVariant },
  'stock.count': {
    limit: ['ask'],
    who: staffOnNothing,
    ask: () => ({ ...noVariant(), warehouseId: uuidv7(), counted: 1, seen: 0, note: 'Counted' }),
  },
  'stock.planLaunch': {
    limit: ['ask'],
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
  'stock.endLaunch': { limit: ['ask'], who: staffOnNothing, ask: () => ({ launchId: uuidv7() }) },
  'staffCatalog.limitPerOrder': {
    limit: ['ask'],
    who: staffOnNothing,
    ask: () => ({ variantId: uuidv7(), maxPerOrder: 2 }),
  },
  'books.read': { limit: ['ask'], who: staffOnly },
  'books.disputes': { limit: ['ask'], who: staffOnly },
  'books.reconcile': { limit: ['ask'], who: staffOnly, ask: () => ({ days: 3 }) },
}

/** Every REST route, as `METHOD /address`; the token goes into the authorization header. */
export const restRoutes: Record<string, Row> = {
  'GET /api/v1/products': { limit: ['search'], who: everybody },
  'GET /api/v1/products/{slug}': { limit: ['search'], who: everybody },
  'GET /api/v1/openapi.json': { limit: ['ask'], who: everybody },
  'POST /api/v1/quotes': {
    limit: ['quote'],
    who: everybody,
    ask: ({ sku }) => ({ lines: [{ sku, quantity: 1 }], country: 'GB' }),
  },
  'POST /api/v1/orders': {
    limit: ['place'],
    who: everybody,
    ask: ({ sku }) => {
      const { orderId: _, ...body } = orderInput({ email: 'new@example.com', lines: [{ sku, quantity: 1 }] })
      return body
    },
  },
  // Programs read it, and the customer's own session; staff have their desk.
  'GET /api/v1/orders/{id}': { limit: ['track'], who: [404, 'order', 404, 'order', 404] },
  'GET /api/v1/orders/{id}/invoice': { limit: ['track'], who: whoHoldsAKey },
}

const signed = {
  none: 'what is not signed costs one HMAC of a small body, and what is signed must not be lost',
} as const

/** Doors for outside services, by their signature: a session opens none of them. */
export const otherRoutes: Record<string, Row> = {
  'GET /api/health/live': {
    limit: { none: 'one constant word; a balancer asks it all the time' },
    who: everybody,
  },
  'GET /api/health/ready': {
    limit: { none: 'a balancer asks all the time; the database is asked once for all callers' },
    who: everybody,
  },
  'POST /api/stock-alerts/[id]/remove': { limit: ['openAlert'], who: nobody },
  'POST /api/webhooks/stripe': {
    limit: signed,
    who: [400, 400, 400, 400, 400],
    ask: () => ({ type: 'payment_intent.succeeded' }),
  },
  'POST /api/webhooks/warehouse': {
    limit: signed,
    who: [401, 401, 401, 401, 401],
    ask: () => ({ type: 'shipment.shipped' }),
  },
}

/** The endpoints of better-auth that the shop opens. All its others answer 404 (`src/run/web/sign-in.ts`). */
export const signInRoutes: Record<string, Row> = {
  'GET /get-session': { limit: ['ask'], who: ['open', 'open', 'open', 'order', 'open'] },
  'POST /sign-in/email': {
    limit: ['ask', 'signIn'],
    who: [401, 401, 401, 401, 401],
    ask: () => ({ email: 'no@example.com', password: 'nothing' }),
  },
  'POST /sign-up/email': {
    limit: ['ask', 'signUp'],
    who: everybody,
    ask: () => ({ email: `${uuidv7()}@example.com`, password: 'three quiet words', name: 'New' }),
  },
  'POST /sign-out': { limit: ['ask'], who: everybody, ask: () => ({}) },
}
export const closedSignInRoute: Row = {
  limit: { none: 'nothing is read or looked up before it is refused' },
  who: nobody,
  ask: () => ({}),
}

/** Every page. `open`: shown, with nothing of the order in it (a door, where staff are meant). */
export const pages: Record<string, Row> = {
  '/': { limit: ['page'], who: everybody },
  '/account': { limit: ['page'], who: ['open', 'open', 'open', 'order', 'open'] },
  '/account/orders': { limit: ['page'], who: ['open', 'open', 'open', 'order', 'open'] },
  '/account/sign-in': { limit: ['page'], who: everybody },
  '/account/sign-up': { limit: ['page'], who: everybody },
  '/admin': { limit: ['page'], who: ['open', 'open', 'open', 'open', 'order'] },
  '/admin/books': { limit: ['page'], who: everybody },
  '/admin/jobs': { limit: ['page'], who: everybody },
  '/admin/orders': { limit: ['page'], who: ['open', 'open', 'open', 'open', 'order'] },
  '/admin/orders/[id]': { limit: ['page'], who: ['open', 'open', 'open', 'open', 'order'] },
  '/admin/stock': { limit: ['page'], who: everybody },
  '/admin/stock/[id]': { limit: ['page'], who: everybody },
  '/admin/wishes': { limit: ['page'], who: everybody },
  '/accessibility': { limit: ['page'], who: everybody },
  '/[...nowhere]': { limit: ['page'], who: everybody },
  '/back-in-stock/[id]': { limit: ['page'], who: nobody },
  '/contact': { limit: ['page'], who: everybody },
  '/delivery-and-returns': { limit: ['page'], who: everybody },
  '/imprint': { limit: ['page'], who: everybody },
  '/privacy': { limit: ['page'], who: everybody },
  '/terms': { limit: ['page'], who: everybody },
  '/cart': { limit: ['page'], who: everybody },
  '/categories/[slug]': { limit: ['page'], who: everybody },
  '/checkout': { limit: ['page'], who: ['open', 'open', 'open', 'order', 'open'] },
  '/orders/[id]': { limit: ['page'], who: whoHoldsAKey },
  '/orders/find': { limit: ['page'], who: everybody },
  '/products/[slug]': { limit: ['page'], who: everybody },
  '/search': { limit: ['page'], who: everybody },
  '/wishlist': { limit: ['page'], who: everybody },
}

/** Every other route file under app. */
export const drawings: Record<string, Row> = {
  '/pictures/[file]': {
    limit: { none: 'the names are a list of ours, and a drawing takes about a millisecond' },
    who: everybody,
  },
  '/sitemap.xml': { limit: ['page'], who: everybody },
}
