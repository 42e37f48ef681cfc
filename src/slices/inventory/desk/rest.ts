import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { skuField } from '#platform/fields/fields.ts'
import { momentField } from '#platform/fields/moment-field.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { auditedStock } from '../audited.ts'
import { readStockAt } from '../ledger/past-stock.ts'
import { addOfferRoutes } from '../waiting/offers-rest.ts'
import { setStock } from './set-stock.ts'
import { setStockSchema } from './set-stock-input.ts'
import { stockEverywhere } from './stock-queries.ts'
import { addWarehouseRoutes } from './warehouses-rest.ts'

const placesAnswer = z
  .object({
    places: z.array(
      z.object({
        warehouse: z.string().openapi({ description: 'The code of the warehouse.' }),
        onHand: z.int().openapi({ description: 'On the shelf, promised units among them.' }),
        reserved: z.int().openapi({ description: 'Promised to orders that have not left.' }),
      }),
    ),
  })
  .openapi('StockOfVariant', {
    example: {
      places: [
        { warehouse: 'north', onHand: 12, reserved: 2 },
        { warehouse: 'south', onHand: 0, reserved: 0 },
      ],
    },
  })
const placesNow = {
  description: 'Every warehouse, also one that has none of it.',
  content: { 'application/json': { schema: placesAnswer } },
}

const stockRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/stock',
  operationId: 'getStock',
  summary: 'What lies where of a variant',
  middleware: keyed('stock.read'),
  request: {
    query: z.object({
      sku: skuField,
      at: optionally(momentField('Send the moment with its time zone, like 2026-11-29T08:00:00Z')).openapi({
        description: 'A moment of the past. Left out: now.',
      }),
    }),
  },
  responses: { 200: placesNow, ...problemResponses([missing, validationFailed, ...letIn]) },
})

const setRoute = createRoute({
  ...ofStaff,
  method: 'put',
  path: '/admin/variants/{sku}/stock',
  operationId: 'setStock',
  summary: 'Set how many units lie in a warehouse',
  description: 'Safe to repeat. Fewer than are promised to orders are refused.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    params: z.object({ sku: skuField }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .object(setStockSchema.omit({ sku: true }).shape)
            .openapi('SetStock', { example: { warehouse: 'north', onHand: 12, reason: 'A delivery came' } }),
        },
      },
    },
  },
  responses: {
    200: placesNow,
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

/** The desk's verbs on stock, for programs with a key. */
export function staffStockRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(stockRoute, async c => {
    const { sku, at } = c.req.valid('query')
    return c.json(await placesOf(c.get('ctx').db, sku, at), 200)
  })
  routes.openapi(setRoute, async c => {
    const ctx = c.get('ctx')
    const { sku } = c.req.valid('param')
    const body = c.req.valid('json')
    const change = { action: 'stock.set', to: auditedStock, id: sku, reason: body.reason }
    await inAudit(ctx, change, ctx => setStock(ctx, { sku, ...body }))
    return c.json(await placesOf(ctx.db, sku), 200)
  })
  addWarehouseRoutes(routes)
  addOfferRoutes(routes)
  return routes
}

async function placesOf(db: DbOrTx, sku: string, at?: Date) {
  const [found] = await stockEverywhere(db, { sku })
  if (!found) throw notFound()
  const places = at ? await readStockAt(db, found.variantId, at) : found.places
  return {
    places: places.map(({ code, onHand, reserved }) => ({ warehouse: code, onHand, reserved })),
  }
}
