import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import { daySchema } from '#platform/fields/day-schema.ts'
import { skuField } from '#platform/fields/fields.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import type { RestEnv } from '#platform/rest/routes.ts'
import { auditedOffer } from '../audited.ts'
import { endOfferSchema, setOfferSchema } from './offer-input.ts'
import { readOffer } from './queries.ts'
import { endOffer, setOffer } from './set-offer.ts'

const offerAnswer = z
  .object({
    expectedOn: daySchema
      .nullable()
      .openapi({ description: 'The day on which stock is expected. Null: there was never an offer.' }),
    most: z.int().openapi({ description: 'The most units that may wait at once.' }),
    waiting: z.int().openapi({ description: 'The units that wait now.' }),
    sells: z.boolean().openapi({
      description:
        'It can be bought beyond the stock now. An offer that was ended, or whose day is over, does not sell.',
    }),
  })
  .openapi('BackOrderOffer', { example: { expectedOn: '2026-12-11', most: 50, waiting: 3, sells: true } })
const asItStands = {
  description: 'The offer as it stands.',
  content: { 'application/json': { schema: offerAnswer } },
}
const path = '/admin/variants/{sku}/back-orders'
const params = z.object({ sku: skuField })

const readRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path,
  operationId: 'getBackOrders',
  summary: 'Whether a variant is sold beyond its stock',
  middleware: keyed('stock.read'),
  request: { params },
  responses: { 200: asItStands, ...problemResponses([missing, validationFailed, ...letIn]) },
})

const setRoute = createRoute({
  ...ofStaff,
  method: 'put',
  path,
  operationId: 'setBackOrders',
  summary: 'Sell a variant beyond its stock until a day',
  description: 'Safe to repeat. Those who wait are told when the day changes.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object(setOfferSchema.omit({ sku: true }).shape).openapi('SetBackOrders', {
            example: { expectedOn: '2026-12-11', most: 50, reason: 'The supplier confirmed a delivery' },
          }),
        },
      },
    },
  },
  responses: { 200: asItStands, ...problemResponses([missing, conflict, ...letInToWrite]) },
})

const endRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: `${path}/end`,
  operationId: 'endBackOrders',
  summary: 'Sell a variant from the shelf alone',
  description: 'Safe to repeat. Those who wait keep their place.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .object(endOfferSchema.omit({ sku: true }).shape)
            .openapi('EndBackOrders', { example: { reason: 'The supplier is out of it' } }),
        },
      },
    },
  },
  responses: { 200: asItStands, ...problemResponses([missing, conflict, ...letInToWrite]) },
})

/** What is sold beyond its stock, for programs with a key. */
export function addOfferRoutes(routes: OpenAPIHono<RestEnv>): void {
  routes.openapi(readRoute, async c => c.json(await offerOf(c.get('ctx'), c.req.valid('param').sku), 200))
  routes.openapi(setRoute, async c => {
    const ctx = c.get('ctx')
    const { sku } = c.req.valid('param')
    const body = c.req.valid('json')
    const change = { action: 'back_orders.set', to: auditedOffer, id: sku, reason: body.reason }
    await inAudit(ctx, change, ctx => setOffer(ctx, { sku, ...body }))
    return c.json(await offerOf(ctx, sku), 200)
  })
  routes.openapi(endRoute, async c => {
    const ctx = c.get('ctx')
    const { sku } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const change = { action: 'back_orders.end', to: auditedOffer, id: sku, reason }
    await inAudit(ctx, change, ctx => endOffer(ctx, { sku }))
    return c.json(await offerOf(ctx, sku), 200)
  })
}

async function offerOf({ db }: RestEnv['Variables']['ctx'], sku: string) {
  const found = await readOffer(db, sku)
  if (!found) throw notFound()
  return found
}
