import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { skuField } from '#platform/fields/fields.ts'
import { storage } from '#platform/outside/storage.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { notFound, Problem } from '#platform/rest/problem.ts'
import {
  forbidden,
  keyReused,
  malformed,
  missing,
  ourFailures,
  problemResponses,
  problemSchema,
  rateLimited,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { limited, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { ofBuyer, orderIdIn, orderKeyIn, ownOrderParams } from '#slices/orders/rest/own-order-in.ts'
import { MAX_LINES } from '#slices/pricing/line-fields.ts'
import { askedFields, askFromLines } from '../ask-return.ts'
import { findLabel } from '../find-label.ts'
import { labelUrl } from '../label.ts'
import { returnLimits } from '../rate-limits.ts'
import { readReturnNumber } from '../read-return-number.ts'
import { type Return, returnStates } from '../return.ts'

const askBody = z
  .object({
    id: z.uuid('Send a UUID as the id of the return').openapi({
      description: 'Made by you before sending. The same id with the same lines is the same return.',
    }),
    lines: z
      .array(z.object({ sku: skuField, ...askedFields }), 'Name at least one line')
      .min(1, 'Name at least one line')
      .max(MAX_LINES)
      .refine(lines => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'Name each line once'),
  })
  .openapi('AskReturn', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b21',
      lines: [{ sku: 'VAS-BOT-CLY', quantity: 1, reason: 'damaged', wish: 'refund' }],
    },
  })

const askedAnswer = z
  .object({
    number: z.string(),
    state: z.enum(returnStates),
    label: z.string().nullable().openapi({
      description:
        'Where the label is fetched as a PDF. Null while staff decide, and when the return has ended.',
    }),
  })
  .openapi('AskedReturn', {
    example: {
      number: 'R-2K7F-9QXM',
      state: 'approved',
      label: 'https://shop.example/api/v1/orders/019a…/returns/R-2K7F-9QXM/label?token=…',
    },
  })

const askRoute = createRoute({
  ...ofBuyer,
  method: 'post',
  path: '/orders/{id}/returns',
  operationId: 'askReturn',
  summary: 'Send something of an order back',
  description:
    'The usual case is approved at once and has a label; everything else waits for staff (`requested`). More than was delivered and is in no return yet is refused.',
  middleware: [limited(returnLimits.askReturn), jsonBody],
  request: { params: ownOrderParams, body: { required: true, content: json(askBody) } },
  responses: {
    201: { description: 'The return as it now stands.', content: json(askedAnswer) },
    ...problemResponses([
      malformed,
      forbidden,
      missing,
      validationFailed,
      keyReused,
      rateLimited,
      ...ourFailures,
    ]),
  },
})

const NOT_READY = 'We are drawing the label. Ask again in a moment.'

const labelRoute = createRoute({
  method: 'get',
  path: '/orders/{id}/returns/{number}/label',
  operationId: 'getReturnLabel',
  tags: ['Orders'],
  summary: 'The label of a return as a PDF',
  description: 'Drawn within seconds of the approval; until then the answer is `not_ready`.',
  security: [{ trackingToken: [] }, { trackingTokenInAddress: [] }, { session: [] }],
  middleware: limited(returnLimits.readReturns),
  request: { params: ownOrderParams.extend({ number: z.string().max(40) }) },
  responses: {
    200: {
      description: 'The label.',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses([missing, problemSchema('not_ready', NOT_READY), rateLimited, ...ourFailures]),
  },
})

type Gateway = { withGateway: (ctx: RequestCtx) => RequestCtx & OrdersCtx }

export function returnsRest({ withGateway }: Gateway): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(askRoute, async c => {
    const orderId = orderIdIn(c)
    const asked = { orderId, ...c.req.valid('json') }
    return c.json(askedOf(await askFromLines(withGateway(c.get('ctx')), asked, orderKeyIn(c))), 201)
  })
  routes.openapi(labelRoute, async c => {
    const orderId = orderIdIn(c)
    const number = readReturnNumber(c.req.param('number') ?? '')
    const { visitor, db } = c.get('ctx')
    const token = c.req.query('token') ?? orderKeyIn(c).token
    const key = { token, customerId: visitor?.customerId ?? null, isStaff: visitor?.isStaff ?? false }
    const label = number ? await findLabel(db, { orderId, number }, key) : null
    if (!label) throw notFound()
    const bytes = label.file && (await (await storage()).read(label.file))
    if (!bytes) throw new Problem('not_ready', NOT_READY, { headers: { 'retry-after': '2' } })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="return-${number}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
  })
  return routes
}

function askedOf({ number, state, orderId }: Return) {
  const isOnItsWay = state === 'approved' || state === 'received'
  return { number, state, label: isOnItsWay ? labelUrl(orderId, number) : null }
}
