import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { unreachable } from '#platform/lib/assert.ts'
import { jsonBody, maybeJsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { notFound, Problem } from '#platform/rest/problem.ts'
import {
  conflict,
  forbidden,
  keyReused,
  malformed,
  missing,
  ourFailures,
  problemResponses,
  rateLimited,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { limited, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { InLine } from '#slices/inventory/admit-buyer.ts'
import { buyerOf } from '#slices/orders/placing/buyer.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { cancelOwnItems } from '#slices/orders/shop/cancel-own-items.ts'
import { cancelOwnOrder } from '#slices/orders/shop/cancel-own-order.ts'
import type { DeclineCode, PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { isOwn } from '#slices/orders/shop/shopper-queries.ts'
import { refuseUnusedCodes } from '#slices/pricing/price-order.ts'
import { quoteOrder } from '#slices/pricing/quote-order.ts'
import { pricingLimits } from '#slices/pricing/rate-limits.ts'
import { readOrderWithParcels } from '../delivery/read-parcels.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { orderLimits } from '../rate-limits.ts'
import { orderAnswerOf, placedAnswerOf, quoteAnswerOf } from './answers.ts'
import { cancelOwnBody } from './cancel-schemas.ts'
import { ofBuyer, orderIdIn, orderKeyIn, ownOrderParams } from './own-order-in.ts'
import {
  cardDeclined,
  orderAnswer,
  orderInProgress,
  outOfStock,
  paymentFailed,
  paymentsUnavailable,
  placedOrderAnswer,
  placeOrderBody,
  placeOrderHeaders,
  priceChanged,
  quoteAnswer,
  quoteBody,
} from './schemas.ts'
import { codeGone, codeUnknown } from './sums-schemas.ts'

const placeRoute = createRoute({
  method: 'post',
  path: '/orders',
  operationId: 'placeOrder',
  tags: ['Orders'],
  summary: 'Place an order',
  security: [],
  description:
    'Safe to repeat with the same key and body: one order, at most one charge. A repetition is answered with the order as it now stands.',
  middleware: [limited(orderLimits.place), jsonBody],
  request: { headers: placeOrderHeaders, body: { required: true, content: json(placeOrderBody) } },
  responses: {
    201: {
      description: 'The order stands.',
      headers: {
        Location: { description: 'Where the order is.', schema: { type: 'string' } },
        'Idempotent-Replayed': {
          description: '`true`: this key was seen before; the order is as it now stands.',
          schema: { type: 'string', enum: ['true'] },
        },
      },
      content: json(placedOrderAnswer),
    },
    ...problemResponses([
      malformed,
      cardDeclined,
      paymentFailed,
      forbidden,
      outOfStock,
      priceChanged,
      orderInProgress,
      validationFailed,
      codeUnknown,
      codeGone,
      keyReused,
      rateLimited,
      ...ourFailures,
      paymentsUnavailable,
    ]),
  },
})

const quoteRoute = createRoute({
  method: 'post',
  path: '/quotes',
  operationId: 'quoteOrder',
  tags: ['Orders'],
  summary: 'What an order would cost now, and when it would arrive',
  security: [],
  description: 'Holds nothing and promises nothing.',
  middleware: [limited(pricingLimits.quote), jsonBody],
  request: { body: { required: true, content: json(quoteBody) } },
  responses: {
    200: { description: 'The quote.', content: json(quoteAnswer) },
    ...problemResponses([malformed, forbidden, validationFailed, codeUnknown, rateLimited, ...ourFailures]),
  },
})

const orderRoute = createRoute({
  ...ofBuyer,
  method: 'get',
  path: '/orders/{id}',
  middleware: limited(orderLimits.track),
  operationId: 'getOrder',
  summary: 'An order as it now stands',
  request: { params: ownOrderParams },
  responses: {
    200: { description: 'The order.', content: json(orderAnswer) },
    ...problemResponses([missing, rateLimited, ...ourFailures]),
  },
})

const cancelRoute = createRoute({
  ...ofBuyer,
  method: 'post',
  path: '/orders/{id}/cancel',
  middleware: [limited(orderLimits.change), maybeJsonBody] as const,
  operationId: 'cancelOwnOrder',
  summary: 'Cancel an order before it is packed, or some of its items',
  description:
    'Without a body all of the money goes back. With lines their price does, and what is left is sent in a new parcel. What the warehouse has already is called back first, and stays `confirmed` until it answers. Safe to repeat.',
  request: { params: ownOrderParams, body: { required: false, content: json(cancelOwnBody) } },
  responses: {
    200: { description: 'The order as it now stands.', content: json(orderAnswer) },
    ...problemResponses([
      malformed,
      missing,
      forbidden,
      conflict,
      validationFailed,
      keyReused,
      orderInProgress,
      rateLimited,
      ...ourFailures,
    ]),
  },
})

type Gateway = { withGateway: (ctx: RequestCtx) => RequestCtx & OrdersCtx }

export function ordersRest({ withGateway }: Gateway): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(placeRoute, async c => {
    const ctx = c.get('ctx')
    const orderId = c.req.valid('header')['idempotency-key']
    c.set('orderId', orderId)
    const answer = await placeOrder(
      withGateway(ctx),
      { ...c.req.valid('json'), orderId },
      buyerOf(ctx),
    ).catch(waitInLine)
    const replayed: Record<string, string> =
      'replayed' in answer && answer.replayed ? { 'idempotent-replayed': 'true' } : {}
    const placed = placedOrThrow(answer, replayed)
    return c.json(placed, 201, { location: `/api/v1/orders/${placed.id}`, ...replayed })
  })
  routes.openapi(quoteRoute, async c => {
    const ctx = c.get('ctx')
    const { shippingAddress, country, ...asked } = c.req.valid('json')
    const quote = await quoteOrder(
      ctx,
      { ...asked, country: shippingAddress?.country ?? country ?? '' },
      { customerId: ctx.visitor?.customerId ?? null },
    )
    refuseUnusedCodes(quote)
    return c.json(quoteAnswerOf(quote), 200)
  })
  routes.openapi(orderRoute, async c => {
    const ctx = c.get('ctx')
    const id = orderIdIn(c)
    const found = await readOrderWithParcels(ctx.db, id)
    if (!found || !isOwn(found.order, orderKeyIn(c))) throw notFound()
    return c.json(orderAnswerOf(found), 200)
  })
  routes.openapi(cancelRoute, async c => {
    const ctx = c.get('ctx')
    const id = orderIdIn(c)
    const { lines, id: refundId } = c.req.valid('json')
    await (lines && refundId
      ? cancelOwnItems(withGateway(ctx), { orderId: id, refundId, lines }, orderKeyIn(c))
      : cancelOwnOrder(withGateway(ctx), id, orderKeyIn(c)))
    const found = await readOrderWithParcels(ctx.db, id)
    if (!found) throw notFound()
    return c.json(orderAnswerOf(found), 200)
  })
  return routes
}

/** The ticket keeps the place in the line. The caller sends it with the next request. */
function waitInLine(error: unknown): never {
  if (!(error instanceof InLine)) throw error
  throw new Problem('rate_limited', error.message, {
    headers: { 'retry-after': String(error.retryAfterSeconds), 'line-ticket': error.ticket },
    members: { ticket: error.ticket, position: error.position },
  })
}

/** A program that tries out cards must not be told to use another. */
function isCardsFault(code: DeclineCode): boolean {
  return code !== 'payment_not_possible' && code !== 'payment_failed'
}

/** Returns the order if it exists, and otherwise throws the problem that says why not. */
function placedOrThrow(answer: PlaceOrderAnswer, headers: Record<string, string>) {
  switch (answer.kind) {
    case 'confirmed':
    case 'processing':
      return placedAnswerOf(answer.order, answer.kind)
    case 'requires_action':
      return { ...placedAnswerOf(answer.order, answer.kind), nextAction: answer.nextAction }
    case 'ended':
      return placedAnswerOf(answer.order, answer.order.state === 'cancelled' ? 'cancelled' : 'expired')
    case 'declined':
      if (!isCardsFault(answer.code))
        throw new Problem('payment_failed', 'The payment did not go through, and no card is to blame.', {
          headers,
          members: { declineCode: answer.code, orderId: answer.order.id },
        })
      throw new Problem(
        'card_declined',
        'The card was declined. Use another card, with a new Idempotency-Key.',
        { headers, members: { declineCode: answer.code, orderId: answer.order.id } },
      )
    case 'out_of_stock':
      throw new Problem('out_of_stock', 'Some lines ask for more than there is.', {
        members: { lines: answer.lines },
      })
    case 'price_changed':
      throw new Problem('price_changed', 'The total is no longer the one expected. Nothing was taken.', {
        members: { total: answer.quote.total, quote: quoteAnswerOf(answer.quote) },
      })
    case 'payments_unavailable':
      throw new Problem('payments_unavailable', 'Payments cannot be taken right now. Nothing was taken.', {
        headers: { 'retry-after': String(answer.retryAfterSeconds) },
      })
    default:
      return unreachable(answer)
  }
}
