import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { invalid } from '#platform/rest/problem.ts'
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
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { ofBuyer, orderIdIn, orderKeyIn, ownOrderParams } from '#slices/orders/rest/own-order-in.ts'

import { linesField } from '#slices/pricing/line-fields.ts'
import { declareFromLines, statementFields } from '../declare-withdrawal.ts'
import { withdrawalLimits } from '../rate-limits.ts'
import { type Withdrawal, withdrawalStates } from '../withdrawal.ts'

const exampleLine = { sku: 'VAS-BOT-CLY', quantity: 1 }

const declareBody = z
  .object({
    name: statementFields.name,
    email: statementFields.email,
    lines: optionally(linesField).openapi({ description: 'Left out: everything that is left of the order.' }),
  })
  .openapi('DeclareWithdrawal', {
    example: { name: 'Ada Byron', email: 'ada@example.com', lines: [exampleLine] },
  })

const declaredAnswer = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    name: z.string(),
    email: z.string(),
    lines: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.int() })),
    declaredAt: z.iso.datetime(),
    state: z.enum(withdrawalStates),
    refusal: z.string().nullable(),
  })
  .openapi('DeclaredWithdrawal', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b12',
      orderId: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
      name: 'Ada Byron',
      email: 'ada@example.com',
      lines: [{ ...exampleLine, name: 'Bottle vase, Clay' }],
      declaredAt: '2026-11-28T10:15:00.000Z',
      state: 'open',
      refusal: null,
    },
  })

const declareRoute = createRoute({
  ...ofBuyer,
  method: 'post',
  path: '/orders/{id}/withdrawals',
  operationId: 'declareWithdrawal',
  summary: 'Withdraw from the contract of an order, or from a part of it',
  description:
    'The call is the statement and its confirmation at once: ask the shopper to confirm before you send it. It counts from this moment, and an acknowledgement with its day and time is mailed to `email` at once. Safe to repeat with the same key and body.',
  middleware: [limited(withdrawalLimits.withdraw), jsonBody],
  request: {
    params: ownOrderParams,
    headers: z.object({
      'idempotency-key': z
        .uuid('Send an Idempotency-Key header with a UUID: it becomes the id of the withdrawal.')
        .transform(id => id.toLowerCase())
        .openapi({ description: 'A UUID made by you before sending: the id of the withdrawal.' }),
    }),
    body: { required: true, content: json(declareBody) },
  },
  responses: {
    201: { description: 'The withdrawal as it now stands.', content: json(declaredAnswer) },
    ...problemResponses([
      malformed,
      forbidden,
      missing,
      conflict,
      validationFailed,
      keyReused,
      rateLimited,
      ...ourFailures,
    ]),
  },
})

type Gateway = { withGateway: (ctx: RequestCtx) => RequestCtx & OrdersCtx }

export function withdrawalsRest({ withGateway }: Gateway): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(declareRoute, async c => {
    const orderId = orderIdIn(c)
    const { lines, ...said } = c.req.valid('json')
    const statement = { id: c.req.valid('header')['idempotency-key'], orderId, ...said, lines: lines ?? null }
    const answer = await declareFromLines(withGateway(c.get('ctx')), statement, orderKeyIn(c))
    if (answer.kind === 'unknown_line')
      throw invalid([{ path: `lines.${answer.index}.sku`, message: 'This order has no such line' }])
    return c.json(declaredOf(answer.withdrawal), 201)
  })
  return routes
}

function declaredOf({ id, orderId, name, email, lines, declaredAt, state, refusal }: Withdrawal) {
  return {
    id,
    orderId,
    name,
    email,
    lines: lines.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
    declaredAt: declaredAt.toISOString(),
    state,
    refusal,
  }
}
