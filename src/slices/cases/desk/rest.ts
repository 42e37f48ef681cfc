import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { v7 as uuidv7 } from 'uuid'
import { inAudit } from '#platform/audit/audited.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody, maybeJsonBody } from '#platform/rest/json-body.ts'
import { answered, byId, json, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { exampleStaffParcel, staffParcelAnswer, staffParcelOf } from '#slices/fulfillment/desk/rest.ts'
import { exceptionKinds } from '#slices/orders/delivery/exceptions.ts'
import { auditedCase } from '../audited.ts'
import { type Case, caseOutcomes, caseStates, openCaseSchema, settleCaseSchema } from '../case.ts'
import { openCase } from '../open-case.ts'
import { listCases, readCase } from '../queries.ts'
import { settleByKey } from './settle-by.ts'

const exampleCase = {
  id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
  orderId: exampleStaffParcel.orderId,
  parcelId: exampleStaffParcel.id,
  kind: 'lost' as const,
  state: 'open' as const,
  reason: 'The carrier has searched for it',
  openedAt: '2026-11-29T10:15:04.000Z',
  outcome: null,
  settledAt: null,
}

const caseAnswer = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    parcelId: z.uuid(),
    kind: z.enum(exceptionKinds),
    state: z.enum(caseStates),
    reason: z.string().nullable(),
    openedAt: z.iso.datetime(),
    outcome: z.enum(caseOutcomes).nullable().openapi({
      description: 'The refund of `refund` has the id of the case. While the case is open, it is under way.',
    }),
    settledAt: z.iso.datetime().nullable(),
  })
  .openapi('Case')

const reportRoute = <Kind extends (typeof exceptionKinds)[number]>(kind: Kind, summary: string) =>
  createRoute({
    ...ofStaff,
    method: 'post',
    path: `/admin/parcels/{id}/${kind}` as const,
    operationId: `report${kind[0]?.toUpperCase()}${kind.slice(1)}`,
    summary,
    description:
      'Opens a case, which staff settle. Safe to repeat. A parcel that has not left, or about which another case is open: `conflict`. The `id` in the address is that of the parcel, the one in the body that of the case.',
    middleware: [keyed('cases.write'), maybeJsonBody],
    request: {
      params: byId,
      body: {
        required: false,
        content: json(
          z
            .object(openCaseSchema.pick({ id: true, reason: true }).shape)
            .openapi('ReportParcel', { example: { reason: 'The carrier has searched for it' } }),
        ),
      },
    },
    responses: {
      200: answered(
        'The parcel, and the case about it.',
        staffParcelAnswer.extend({ case: caseAnswer }).openapi('ReportedParcel', {
          example: { ...exampleStaffParcel, state: 'lost', case: exampleCase },
        }),
      ),
      ...problemResponses([missing, conflict, ...letInToWrite]),
    },
  })
const reportRoutes = {
  lost: reportRoute('lost', 'A parcel is lost'),
  damaged: reportRoute('damaged', 'A parcel, or something in it, came damaged'),
  undeliverable: reportRoute('undeliverable', 'The carrier cannot deliver a parcel and brings it back'),
}

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/cases',
  operationId: 'listCases',
  summary: 'Cases of lost, damaged and undeliverable parcels, newest first',
  middleware: keyed('orders.read'),
  request: {
    query: z.object({
      state: optionally(z.enum(caseStates, `One of ${caseStates.join(', ')}`)),
      cursor: optionally(
        z
          .uuid('Send the nextCursor of the page before')
          .openapi({ description: '`nextCursor` of the page before.' }),
      ),
    }),
  },
  responses: {
    200: answered(
      'A page of cases. `nextCursor` is null on the last one.',
      z.object({ cases: z.array(caseAnswer), nextCursor: z.uuid().nullable() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const settleRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/cases/{id}/settle',
  operationId: 'settleCase',
  summary: 'Decide what follows: money back for what was in the parcel, the same once more, or nothing',
  description:
    '`refund` also needs `orders.refund`, and above the limit of the shop `orders.refund_any`. With `shipping` the delivery price goes back too; with `restock` the goods of an undeliverable parcel are on the shelf again. `restock` goes with `reship` and `nothing`, too: it needs `stock.write` in the warehouse where they are, and when some of them are here already: `conflict`. `reship` reserves the same goods and sends them in new parcels of the order, at no cost; when the shelves do not have them, or money went back for them: `conflict`. With `shippingAddress`, which also needs `orders.address`, they and the order go there from then on; an address that would change the price, and one while another parcel of the order has not left: `conflict`. Safe to repeat.',
  middleware: [keyed('cases.write'), jsonBody],
  request: {
    params: byId,
    ...sent(
      z.object(settleCaseSchema.omit({ caseId: true }).shape).openapi('SettleCase', {
        example: { outcome: 'refund', reason: 'Lost by the carrier', shipping: true },
      }),
    ),
  },
  responses: {
    200: answered('The case as it now stands.', caseAnswer),
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

/** Cases about parcels, for programs with a key. */
export function casesRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  for (const kind of exceptionKinds)
    routes.openapi(reportRoutes[kind], async c => {
      const ctx = c.get('ctx')
      const { id: parcelId } = c.req.valid('param')
      const { id = uuidv7(), reason } = c.req.valid('json') ?? {}
      const change = { action: 'cases.open', to: auditedCase, id, reason }
      const found = await inAudit(ctx, change, ctx => openCase(ctx, { id, parcelId, kind, reason }))
      return c.json({ ...(await staffParcelOf(ctx.db, parcelId)), case: answerOf(found) }, 200)
    })
  routes.openapi(listRoute, async c => {
    const { state = null, cursor = null } = c.req.valid('query')
    const { cases, nextCursor } = await listCases(c.get('ctx').db, { state, after: cursor })
    return c.json({ cases: cases.map(answerOf), nextCursor }, 200)
  })
  routes.openapi(settleRoute, async c => {
    const ctx = c.get('ctx')
    const { id: caseId } = c.req.valid('param')
    const body = c.req.valid('json')
    if (!(await readCase(ctx.db, caseId))) throw notFound()
    const change = { action: 'cases.settle', to: auditedCase, id: caseId, reason: body.reason }
    const settled = await inAudit(ctx, change, ctx => settleByKey(ctx, { caseId, ...body }))
    return c.json(answerOf(settled), 200)
  })
  return routes
}

const answerOf = ({ id, orderId, parcelId, kind, state, note, openedAt, outcome, settledAt }: Case) => ({
  id,
  orderId,
  parcelId,
  kind,
  state,
  reason: note,
  openedAt: openedAt.toISOString(),
  outcome,
  settledAt: settledAt?.toISOString() ?? null,
})
