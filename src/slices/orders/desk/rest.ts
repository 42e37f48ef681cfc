import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import { noteLook } from '#platform/audit/note-look.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { invalid, notFound } from '#platform/rest/problem.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { cancelOrder } from '../cancel-order.ts'
import { changeAddress } from '../delivery/change-address.ts'
import { readOrderWithParcels } from '../delivery/read-parcels.ts'
import { cancelItems } from '../items/cancel-items.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readLines } from '../queries.ts'
import type { RefundOf } from '../refunds/refund-input.ts'
import { limitOfRefunds } from '../refunds/refund-limit.ts'
import { refundOrder } from '../refunds/refund-order.ts'
import { orderAnswerOf } from '../rest/answers.ts'
import { orderInProgress, paymentsUnavailable } from '../rest/schemas.ts'
import { to } from './changes.ts'
import { everyOrder } from './filter.ts'
import { listOrders } from './list-queries.ts'
import { readEvents } from './order-queries.ts'
import type { StaffOrderRow } from './order-row.ts'
import {
  addressBody,
  adminOrderAnswer,
  cancelBody,
  listAnswer,
  listQuery,
  orderParams,
  refundBody,
} from './rest-schemas.ts'

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/orders',
  operationId: 'listOrders',
  summary: 'Orders, newest first',
  middleware: keyed('orders.read'),
  request: { query: listQuery },
  responses: {
    200: {
      description: 'A page of orders. `nextCursor` is null on the last one.',
      content: json(listAnswer),
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const orderRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/orders/{id}',
  operationId: 'getOrderOfStaff',
  summary: 'An order with its buyer, its refunds and its history',
  description: 'The look is noted in the audit.',
  middleware: keyed('orders.read'),
  request: { params: orderParams },
  responses: {
    200: { description: 'The order.', content: json(adminOrderAnswer) },
    ...problemResponses([missing, ...letIn]),
  },
})

const cancelRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/orders/{id}/cancel',
  operationId: 'cancelOrder',
  summary: 'Cancel an order that has not left the house, or some of its items',
  description:
    'All of the money goes back, or that of the lines. What the warehouse has is called back first: until it answers, `recall` is `requested`, or `items`. What is left of the order leaves in a new parcel.',
  middleware: [keyed('orders.cancel'), jsonBody],
  request: { params: orderParams, body: { required: true, content: json(cancelBody) } },
  responses: {
    200: { description: 'The order as it now stands.', content: json(adminOrderAnswer) },
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

const refundRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/orders/{id}/refunds',
  operationId: 'refundOrder',
  summary: 'Give money back',
  description:
    'Safe to repeat with the same id and body. Above the limit of the shop the key needs `orders.refund_any`.',
  middleware: [keyed('orders.refund'), jsonBody],
  request: { params: orderParams, body: { required: true, content: json(refundBody) } },
  responses: {
    200: { description: 'The order as it now stands, with this refund.', content: json(adminOrderAnswer) },
    ...problemResponses([
      missing,
      conflict,
      orderInProgress,
      keyReused,
      paymentsUnavailable,
      ...letInToWrite,
    ]),
  },
})

const addressRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/orders/{id}/address',
  operationId: 'changeAddressOfOrder',
  summary: 'Send the parcel elsewhere, while nothing of it is packed',
  description:
    'For the same price only: an address that costs something else is a `conflict` that says what. Safe to repeat with the same id and body. A warehouse that has packed the parcel meanwhile keeps to the address before; the history then has `order.address_refused`.',
  middleware: [keyed('orders.address'), jsonBody],
  request: { params: orderParams, body: { required: true, content: json(addressBody) } },
  responses: {
    200: { description: 'The order as it now stands.', content: json(adminOrderAnswer) },
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})

type Gateway = { withGateway: (ctx: RequestCtx) => RequestCtx & OrdersCtx }

/** The desk's verbs on orders, for programs with a key. */
export function staffOrdersRest({ withGateway }: Gateway): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const ctx = c.get('ctx')
    const { state, query, cursor, limit } = c.req.valid('query')
    const wanted = { ...everyOrder, state: state ?? null, search: query ?? '', after: cursor ?? null }
    const { rows, nextAfter } = await listOrders(ctx.db, wanted, ctx.now(), limit)
    return c.json({ orders: rows.map(listedOf), nextCursor: nextAfter }, 200)
  })
  routes.openapi(orderRoute, async c => {
    const ctx = c.get('ctx')
    const id = idIn(c.req.valid('param'))
    const answer = await answerOf(ctx.db, id)
    await noteLook(ctx, { action: 'orders.look', entity: 'order', id })
    return c.json(answer, 200)
  })
  routes.openapi(cancelRoute, async c => {
    const ctx = c.get('ctx')
    const orderId = idIn(c.req.valid('param'))
    const { reason, lines, id } = c.req.valid('json')
    await answerOf(ctx.db, orderId)
    if (lines && id) {
      const items = await linesOf(ctx.db, orderId, lines)
      await inAudit(ctx, to('orders.cancel-items', { orderId, reason }), ctx =>
        cancelItems(withGateway(ctx), { orderId, reason, refundId: id, lines: items }),
      )
    } else
      await inAudit(ctx, to('orders.cancel', { orderId, reason }), ctx =>
        cancelOrder(withGateway(ctx), { orderId, reason }),
      )
    return c.json(await answerOf(ctx.db, orderId), 200)
  })
  routes.openapi(refundRoute, async c => {
    const ctx = c.get('ctx')
    const orderId = idIn(c.req.valid('param'))
    const { id: refundId, reason, amount, lines } = c.req.valid('json')
    await answerOf(ctx.db, orderId)
    const of: RefundOf = amount
      ? { kind: 'amount', amountMinor: amount.amount }
      : { kind: 'lines', lines: await linesOf(ctx.db, orderId, lines ?? []), shipping: false }
    await inAudit(ctx, to('orders.refund', { orderId, reason }), ctx =>
      refundOrder(withGateway(ctx), { orderId, refundId, reason, of }, limitOfRefunds(ctx.rights)),
    )
    return c.json(await answerOf(ctx.db, orderId), 200)
  })
  routes.openapi(addressRoute, async c => {
    const ctx = c.get('ctx')
    const orderId = idIn(c.req.valid('param'))
    const { id: changeId, shippingAddress, reason } = c.req.valid('json')
    await answerOf(ctx.db, orderId)
    await inAudit(ctx, to('orders.address', { orderId, reason }), ctx =>
      changeAddress(ctx, { orderId, shippingAddress, changeId }),
    )
    return c.json(await answerOf(ctx.db, orderId), 200)
  })
  return routes
}

/** An address that is no id is one of nothing. */
function idIn({ id }: z.infer<typeof orderParams>): string {
  const orderId = id.toLowerCase()
  if (!z.uuid().safeParse(orderId).success) throw notFound()
  return orderId
}

async function linesOf<Line extends { sku: string; quantity: number }>(
  db: DbOrTx,
  orderId: string,
  asked: readonly Line[],
) {
  const known = await readLines(db, orderId)
  return asked.map(({ sku, ...line }, index) => {
    const found = known.find(one => one.sku === sku)
    if (asked.findIndex(other => other.sku === sku) < index)
      throw invalid([{ path: `lines.${index}.sku`, message: 'Name each line once' }])
    if (!found) throw invalid([{ path: `lines.${index}.sku`, message: 'This order has no such line' }])
    return { lineId: found.id, ...line }
  })
}

async function answerOf(db: RequestCtx['db'], orderId: string) {
  const [found, refunds, events] = await Promise.all([
    readOrderWithParcels(db, orderId),
    refundsOf(db, orderId),
    readEvents(db, orderId),
  ])
  if (!found) throw notFound()
  const { order } = found
  return {
    ...orderAnswerOf(found),
    state: order.state,
    email: order.email,
    customerId: order.customerId,
    shippingAddress: { ...order.shippingAddress },
    ...(order.billing && { billing: order.billing }),
    shippingMethod: order.shippingMethod,
    recall: order.recall,
    needsReview: order.needsReview,
    endReason: order.endReason,
    refunds: refunds.map(
      ({ id, status, amountMinor, creditMinor, grantedMinor, currency, reason, createdAt }) => ({
        id,
        status,
        amount: { amount: amountMinor, currency },
        credit: { amount: creditMinor + grantedMinor, currency },
        reason,
        requestedAt: createdAt.toISOString(),
      }),
    ),
    history: events.map(({ at, actor, type }) => ({ at: at.toISOString(), actor, event: type })),
  }
}

function listedOf(row: StaffOrderRow) {
  const { id, number, state, money, delivery, units, email, city, country, needsReview, currency } = row
  return {
    id,
    number,
    state,
    money,
    delivery,
    total: { amount: row.totalMinor, currency },
    refunded: { amount: row.refundedMinor, currency },
    units,
    email,
    name: row.customerName,
    city,
    country,
    needsReview,
    placedAt: row.placedAt.toISOString(),
  }
}
