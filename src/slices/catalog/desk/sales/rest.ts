import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { v7 as uuidv7 } from 'uuid'
import { onceForDesk } from '#desk/actions/once.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { CursorUnreadable } from '#platform/lib/pages.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { answered, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { invalid } from '#platform/rest/problem.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  problemSchema,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { limitField, moneyAnswer, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { auditedSales } from '#slices/catalog/audited.ts'
import { type DeskSale, listSales, readSale, saleStates } from './queries.ts'
import { newSaleSchema } from './sale-input.ts'
import { setSale } from './set-sale.ts'
import { stopSale } from './stop-sale.ts'

const USUAL_LIMIT = 20
const MAX_LIMIT = 100

const inProgress = problemSchema(
  'order_in_progress',
  'The shop is doing this right now. Look again in a moment.',
)

const ofProduct = z.object({ id: z.uuid('There is no such product').openapi({ format: 'uuid' }) })
const ofSale = ofProduct.extend({
  saleId: z.uuid('There is no such sale').openapi({ format: 'uuid' }),
})
const keyHeader = z.object({
  'idempotency-key': optionally(
    z.uuid('Send a UUID as the Idempotency-Key.').transform(id => id.toLowerCase()),
  ).openapi({ description: 'A UUID made by you before sending.' }),
})

const saleAnswer = z
  .object({
    id: z.uuid(),
    state: z.enum(saleStates),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime().nullable().openapi({ description: 'Null: until it is stopped.' }),
    by: z.string(),
    prices: z.array(z.object({ sku: z.string(), price: moneyAnswer })),
  })
  .openapi('SaleOfProduct')

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/products/{id}/sales',
  operationId: 'listSales',
  summary: 'The sales of a product, the latest start first',
  middleware: keyed('products.read'),
  request: {
    params: ofProduct,
    query: z.object({
      cursor: optionally(z.string().max(200).openapi({ description: '`nextCursor` of the page before.' })),
      limit: limitField({ usual: USUAL_LIMIT, most: MAX_LIMIT }),
    }),
  },
  responses: {
    200: answered(
      'A page of sales. `nextCursor` is null on the last one.',
      z.object({ sales: z.array(saleAnswer), nextCursor: z.string().nullable() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const setRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/products/{id}/sales',
  operationId: 'setSale',
  summary: 'Set a sale of a product, now or later',
  description:
    'Either `price` or `percentOff`, of these `skus` or of every variant that is sold. It begins and ends by itself. A variant has one sale at a time: another that overlaps is refused with `conflict`. One that begins as another ends counts as its continuation when it costs no more, and goes on showing the price of before. Safe to repeat with the same Idempotency-Key and body.',
  middleware: [keyed('prices.write'), jsonBody],
  request: {
    params: ofProduct,
    headers: keyHeader,
    ...sent(
      z.object(newSaleSchema.shape).openapi('NewSale', {
        example: { percentOff: 20, startsAt: '2026-12-26T09:00:00Z', endsAt: '2027-01-02T00:00:00Z' },
      }),
    ),
  },
  responses: {
    201: answered('The sale.', saleAnswer),
    ...problemResponses([missing, conflict, inProgress, keyReused, ...letInToWrite]),
  },
})

const stopRoute = createRoute({
  ...ofStaff,
  method: 'delete',
  path: '/admin/products/{id}/sales/{saleId}',
  operationId: 'stopSale',
  summary: 'Stop a sale',
  description:
    'One that runs ends now, and stays in the history. One that is still to come is taken back. One that has ended stays as it is.',
  middleware: keyed('prices.write'),
  request: { params: ofSale, headers: keyHeader },
  responses: {
    200: answered(
      'What became of it.',
      z.object({ id: z.uuid(), outcome: z.enum(['ended', 'taken_back']) }).openapi('StoppedSale'),
    ),
    ...problemResponses([missing, inProgress, keyReused, validationFailed, ...letIn]),
  },
})

/** Sales of a product, for programs with a key. */
export function salesRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const asked = { productId: c.req.valid('param').id, ...c.req.valid('query') }
    const { sales, nextCursor } = await listSales(c.get('ctx').db, asked).catch(error => {
      if (error instanceof CursorUnreadable)
        throw invalid([{ path: 'cursor', message: 'Send the nextCursor of the page before' }])
      throw error
    })
    return c.json({ sales: sales.map(answerOf), nextCursor }, 200)
  })
  routes.openapi(setRoute, async c => {
    const ctx = c.get('ctx')
    const productId = c.req.valid('param').id
    const actionId = c.req.valid('header')['idempotency-key']
    const sale = { ...c.req.valid('json'), productId }
    const id = actionId ?? uuidv7()
    const change = { action: 'prices.set-sale', to: auditedSales, id: productId }
    await onceForDesk(ctx, change, { ...sale, actionId }, async ctx => {
      await setSale(ctx, { ...sale, id })
      return { id }
    })
    return c.json(answerOf(await readSale(ctx.db, { productId, id })), 201)
  })
  routes.openapi(stopRoute, async c => {
    const ctx = c.get('ctx')
    const { id: productId, saleId: id } = c.req.valid('param')
    const actionId = c.req.valid('header')['idempotency-key']
    const stop = { id, productId, actionId }
    const change = { action: 'prices.stop-sale', to: auditedSales, id: productId }
    const { outcome } = await onceForDesk(ctx, change, stop, ctx => stopSale(ctx, { id, productId }))
    return c.json({ id, outcome }, 200)
  })
  return routes
}

const answerOf = ({ startsAt, endsAt, ...sale }: DeskSale) => ({
  ...sale,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
})
