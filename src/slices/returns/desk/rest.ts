import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { Permission } from '#platform/rights/permission.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { auditedReturn } from '../audited.ts'
import { changeWish, wishFields } from '../change-wish.ts'
import { approveFields, approveReturn, refuseFields, refuseReturn } from '../decide-return.ts'
import { inspectFields, inspectReturn } from '../inspect-return.ts'
import { readReturnNumber } from '../read-return-number.ts'
import { receiveFields, receiveReturn } from '../receive-return.ts'
import type { Return } from '../return.ts'
import { cursorField, stateField } from './list-fields.ts'
import { listReturns, readDeskReturn } from './list-queries.ts'
import { listedAnswer, listedOf, returnAnswer, returnOf } from './rest-answers.ts'

const numberParams = z.object({ number: z.string().max(40).openapi({ example: 'R-2K7F-9QXM' }) })

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/returns',
  operationId: 'listReturns',
  summary: 'What comes back, newest first',
  middleware: keyed('returns.read'),
  request: {
    query: z.object({
      state: optionally(stateField),
      cursor: optionally(cursorField).openapi({ description: '`nextCursor` of the page before.' }),
    }),
  },
  responses: {
    200: {
      description: 'A page of returns. `nextCursor` is null on the last one.',
      content: json(z.object({ returns: z.array(listedAnswer), nextCursor: z.string().nullable() })),
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const oneRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/returns/{number}',
  operationId: 'getReturn',
  summary: 'A return with its lines and its history',
  middleware: keyed('returns.read'),
  request: { params: numberParams },
  responses: {
    200: { description: 'The return as it now stands.', content: json(returnAnswer) },
    ...problemResponses([missing, ...letIn]),
  },
})

type Verb = { verb: string; operationId: string; may: Permission; summary: string; description: string }

const changing = <Body extends z.ZodType>({ verb, may, ...words }: Verb, body: Body) =>
  createRoute({
    ...ofStaff,
    ...words,
    method: 'post',
    path: `/admin/returns/{number}/${verb}`,
    middleware: [keyed(may), jsonBody],
    request: { params: numberParams, body: { required: true, content: json(body) } },
    responses: {
      200: { description: 'The return as it now stands.', content: json(returnAnswer) },
      ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
    },
  })

const approveRoute = changing(
  {
    verb: 'approve',
    operationId: 'approveReturn',
    may: 'returns.decide',
    summary: 'Let the goods of a return come',
    description: 'Without `lines` all that was asked for. The label follows by mail. Safe to repeat.',
  },
  approveFields.openapi('ApproveReturn', { example: {} }),
)
const refuseRoute = changing(
  {
    verb: 'refuse',
    operationId: 'refuseReturn',
    may: 'returns.decide',
    summary: 'Refuse a return of which nothing has come, with a reason',
    description: 'The shopper reads the reason. Safe to repeat.',
  },
  refuseFields.openapi('RefuseReturn', { example: { reason: 'The seal of the hygiene article was broken' } }),
)
const wishRoute = changing(
  {
    verb: 'wish',
    operationId: 'changeReturnWish',
    may: 'returns.decide',
    summary: 'Say for the shopper what is given for lines of a return',
    description:
      '`refund` is the money by the means that paid; `credit` is store credit, or a gift card mailed to a guest. What is inspected stays as it is, and a withdrawal is paid back by the means that paid. Safe to repeat.',
  },
  wishFields.openapi('ChangeReturnWish', { example: { lines: [{ sku: 'VAS-BOT-CLY', wish: 'credit' }] } }),
)
const receiveRoute = changing(
  {
    verb: 'receive',
    operationId: 'receiveReturn',
    may: 'returns.receive',
    summary: 'Take in a box that came back',
    description:
      'A return may come in several boxes. More than was approved needs a `reason`, and nothing of it is on sale before its inspection. Safe to repeat with the same `id` and body.',
  },
  receiveFields.openapi('ReceiveReturn', { example: { lines: [{ sku: 'VAS-BOT-CLY', quantity: 1 }] } }),
)
const inspectRoute = changing(
  {
    verb: 'inspect',
    operationId: 'inspectReturn',
    may: 'returns.receive',
    summary: 'Say what became of each unit that came back',
    description:
      '`restock` puts it on sale again. For all but `send_back` the money goes back to the means that paid, or credit is given where that was wished for. Safe to repeat with the same `id` and body.',
  },
  inspectFields.openapi('InspectReturn', {
    example: { lines: [{ sku: 'VAS-BOT-CLY', quantity: 1, outcome: 'restock' }] },
  }),
)

/** The desk's verbs on returns, for programs with a key. */
export function staffReturnsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const { state, cursor } = c.req.valid('query')
    const page = await listReturns(c.get('ctx').db, { state: state ?? null, after: cursor ?? null })
    return c.json({ returns: page.returns.map(listedOf), nextCursor: page.nextCursor }, 200)
  })
  routes.openapi(oneRoute, async c =>
    c.json(await answered(c.get('ctx'), numberIn(c.req.valid('param'))), 200),
  )
  routes.openapi(approveRoute, async c => {
    const input = { ...c.req.valid('json'), number: numberIn(c.req.valid('param')) }
    return c.json(await audited(c.get('ctx'), 'approve', input, ctx => approveReturn(ctx, input)), 200)
  })
  routes.openapi(refuseRoute, async c => {
    const input = { ...c.req.valid('json'), number: numberIn(c.req.valid('param')) }
    return c.json(await audited(c.get('ctx'), 'refuse', input, ctx => refuseReturn(ctx, input)), 200)
  })
  routes.openapi(wishRoute, async c => {
    const input = { ...c.req.valid('json'), number: numberIn(c.req.valid('param')) }
    return c.json(await audited(c.get('ctx'), 'change-wish', input, ctx => changeWish(ctx, input)), 200)
  })
  routes.openapi(receiveRoute, async c => {
    const input = { ...c.req.valid('json'), number: numberIn(c.req.valid('param')) }
    return c.json(await audited(c.get('ctx'), 'receive', input, ctx => receiveReturn(ctx, input)), 200)
  })
  routes.openapi(inspectRoute, async c => {
    const input = { ...c.req.valid('json'), number: numberIn(c.req.valid('param')) }
    return c.json(await audited(c.get('ctx'), 'inspect', input, ctx => inspectReturn(ctx, input)), 200)
  })
  return routes
}

async function audited(
  ctx: RequestCtx,
  verb: string,
  { number, reason }: { number: string; reason?: string | undefined },
  work: (ctx: RequestCtx) => Promise<Return>,
) {
  await inAudit(ctx, { action: `returns.${verb}`, to: auditedReturn, id: number, reason }, work)
  return answered(ctx, number)
}

async function answered(ctx: RequestCtx, number: string) {
  const found = await readDeskReturn(ctx.db, number)
  if (!found) throw notFound()
  return returnOf(found)
}

function numberIn({ number }: { number: string }): string {
  const read = readReturnNumber(number)
  if (!read) throw notFound()
  return read
}
