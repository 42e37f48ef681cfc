import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { auditedWithdrawal } from '../audited.ts'
import { listWithdrawals } from '../queries.ts'
import { settleFields, settleWithdrawal } from '../settle-withdrawal.ts'
import { withdrawalStates } from '../withdrawal.ts'

const listed = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    number: z.string(),
    name: z.string(),
    units: z.int(),
    state: z.enum(withdrawalStates),
    declaredAt: z.iso.datetime(),
    settledAt: z.iso.datetime().nullable(),
    returnNumber: z
      .string()
      .nullable()
      .openapi({ description: 'The goods come back as this return, which ends the withdrawal.' }),
  })
  .openapi('ListedWithdrawal')

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/withdrawals',
  operationId: 'listWithdrawals',
  summary: 'Who withdrew from which contract, newest first',
  middleware: keyed('orders.withdrawals'),
  request: {
    query: z.object({
      state: optionally(z.enum(withdrawalStates, `One of ${withdrawalStates.join(', ')}`)),
      cursor: optionally(
        z
          .uuid('Send the nextCursor of the page before')
          .openapi({ description: '`nextCursor` of the page before.' }),
      ),
    }),
  },
  responses: {
    200: {
      description: 'A page of withdrawals. `nextCursor` is null on the last one.',
      content: json(z.object({ withdrawals: z.array(listed), nextCursor: z.uuid().nullable() })),
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const settled = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    state: z.enum(withdrawalStates),
    refusal: z.string().nullable(),
    refundId: z.uuid().nullable(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  })
  .openapi('Withdrawal')

const settleRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/withdrawals/{id}/settle',
  operationId: 'settleWithdrawal',
  summary: 'End a withdrawal: refunded, or refused with a reason',
  description:
    '`refunded` needs a refund of the order since the withdrawal and names it; refunds have a route of their own. Safe to repeat.',
  middleware: [keyed('orders.withdrawals'), jsonBody],
  request: {
    params: z.object({ id: z.uuid('There is no such withdrawal').openapi({ format: 'uuid' }) }),
    body: {
      required: true,
      content: json(
        settleFields.openapi('SettleWithdrawal', {
          example: { outcome: 'refused', reason: 'The seal of the hygiene article was broken' },
        }),
      ),
    },
  },
  responses: {
    200: { description: 'The withdrawal as it now stands.', content: json(settled) },
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

/** The desk's verbs on withdrawals, for programs with a key. */
export function staffWithdrawalsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const { state, cursor } = c.req.valid('query')
    const page = await listWithdrawals(c.get('ctx').db, { state: state ?? null, after: cursor ?? null })
    const withdrawals = page.withdrawals.map(({ declaredAt, settledAt, ...row }) => ({
      ...row,
      declaredAt: declaredAt.toISOString(),
      settledAt: settledAt?.toISOString() ?? null,
    }))
    return c.json({ withdrawals, nextCursor: page.nextCursor }, 200)
  })
  routes.openapi(settleRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const body = c.req.valid('json')
    const change = { action: 'withdrawals.settle', to: auditedWithdrawal, id, reason: body.reason }
    const withdrawal = await inAudit(ctx, change, ctx => settleWithdrawal(ctx, { withdrawalId: id, ...body }))
    const { orderId, state, refusal, refundId, lines } = withdrawal
    return c.json(
      { id, orderId, state, refusal, refundId, lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) },
      200,
    )
  })
  return routes
}
