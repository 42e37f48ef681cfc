import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { inAudit } from '#platform/audit/audited.ts'
import { maybeJsonBody } from '#platform/rest/json-body.ts'
import { answered, byId, json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses } from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { auditedLabels } from '../audited.ts'
import { labelStates } from '../label-states.ts'
import type { ShownLabel } from '../queries.ts'
import { scanCodes } from '../tracking/scan-codes.ts'
import { buyAgain, voidLabel } from './change-label.ts'
import { labelsForFloor } from './labels-for-floor.ts'

const labelAnswer = z
  .object({
    id: z.uuid(),
    parcelId: z.uuid(),
    state: z.enum(labelStates).openapi({
      description:
        '`ordered`: it is being bought. `voiding`: the carrier is asked to take it back. `refused`: the carrier sells none. `used`: it was to be voided, and the carrier had its parcel already.',
    }),
    carrier: z.string(),
    service: z.string(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    cost: z.object({ amount: z.int(), currency: z.string() }).nullable(),
    refusal: z.string().nullable(),
    scans: z.array(
      z.object({ id: z.string(), code: z.enum(scanCodes), place: z.string(), at: z.iso.datetime() }),
    ),
  })
  .openapi('Label')

const labelsAnswer = z
  .object({ labels: z.array(labelAnswer), nextCursor: z.null() })
  .openapi('LabelsOfParcel')

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/parcels/{id}/labels',
  operationId: 'listLabels',
  summary: 'The labels of a parcel of our own floor, and what the carrier said of each, newest first',
  middleware: keyed('floor.work'),
  request: { params: byId },
  responses: { 200: answered('All of them.', labelsAnswer), ...problemResponses([missing, ...letIn]) },
})

const verb = <Verb extends string>(verb: Verb, operationId: string, summary: string) =>
  createRoute({
    ...ofStaff,
    method: 'post',
    path: `/admin/parcels/{id}/${verb}` as const,
    operationId,
    summary,
    description:
      'Safe to repeat. The `id` is that of the parcel. The carrier is asked right after the answer.',
    middleware: [keyed('floor.work'), maybeJsonBody],
    request: {
      params: byId,
      body: { required: false, content: json(z.object({}).openapi('ChangeLabel')) },
    },
    responses: {
      200: answered('The labels as they now stand.', labelsAnswer),
      ...problemResponses([missing, conflict, ...letInToWrite]),
    },
  })

const buyRoute = verb('buy-label', 'buyLabel', 'Buy a label for a packed parcel that has none')
const voidRoute = verb('void-label', 'voidLabel', 'Give the label of a packed parcel back')

/** The labels of parcels, for programs with a key. */
export function labelsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => c.json(await answerOf(c.get('ctx'), c.req.valid('param').id), 200))
  for (const [route, action, work] of [
    [buyRoute, 'labels.buy', buyAgain],
    [voidRoute, 'labels.void', voidLabel],
  ] as const)
    routes.openapi(route, async c => {
      const ctx = c.get('ctx')
      const { id } = c.req.valid('param')
      await inAudit(ctx, { action, to: auditedLabels, id }, ctx => work(ctx, { id }))
      return c.json(await answerOf(ctx, id), 200)
    })
  return routes
}

async function answerOf(ctx: Pick<RequestCtx, 'db' | 'rights'>, id: string) {
  const found = await labelsForFloor(ctx, id)
  if (!found) throw notFound()
  return { labels: found.map(labelOf), nextCursor: null }
}

const labelOf = ({ costMinor, currency, notedAt: _, scanCode: __, scans, ...label }: ShownLabel) => ({
  ...label,
  cost: costMinor === null ? null : { amount: costMinor, currency },
  scans: scans.map(scan => ({ ...scan, at: scan.at.toISOString() })),
})
