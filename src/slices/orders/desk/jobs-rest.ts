import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { reasonSchema } from '#desk/reason.ts'
import { inAudit } from '#platform/audit/audited.ts'
import { optionally, otherwise } from '#platform/fields/optionally.ts'
import { tryNow } from '#platform/jobs/failing-jobs.ts'
import { findJob, type ListedJob, listedJobStates, listJobs } from '#platform/jobs/list-jobs.ts'
import { CursorUnreadable } from '#platform/lib/pages.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { invalid, notFound } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { limitField, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { discardJobs, sendJobsAgain } from '../effects/send-jobs-again.ts'
import { toJobs } from './changes.ts'

const params = z.object({ id: z.string().max(64).openapi({ format: 'uuid' }) })

const jobAnswer = z
  .object({
    id: z.uuid(),
    queue: z.string(),
    state: z.enum(listedJobStates),
    orderId: z.uuid().nullable(),
    attempts: z.int(),
    attemptLimit: z.int(),
    error: z.string().nullable(),
    since: z.iso.datetime(),
    nextTryAt: z.iso.datetime().nullable(),
  })
  .openapi('Job')

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/jobs',
  operationId: 'listJobs',
  summary: 'Jobs, newest first; without a state those that were given up',
  middleware: keyed('jobs.read'),
  request: {
    query: z.object({
      queue: optionally(z.string().max(100)),
      state: otherwise(z.enum(listedJobStates, `One of ${listedJobStates.join(', ')}`), 'dead'),
      cursor: optionally(z.string().max(200).openapi({ description: '`nextCursor` of the page before.' })),
      limit: limitField({ usual: 50, most: 100 }),
    }),
  },
  responses: {
    200: {
      description: 'A page of jobs. `nextCursor` is null on the last one.',
      content: json(z.object({ jobs: z.array(jobAnswer), nextCursor: z.string().nullable() })),
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const retryRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/jobs/{id}/retry',
  operationId: 'retryJob',
  summary: 'Run a job again that was given up, or one that waits for its next try',
  middleware: keyed('jobs.retry'),
  request: { params },
  responses: {
    200: {
      description: 'It runs again.',
      content: json(z.object({ id: z.uuid(), retried: z.literal(true) })),
    },
    ...problemResponses([missing, conflict, ...letIn]),
  },
})

const discardRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/jobs/{id}/discard',
  operationId: 'discardJob',
  summary: 'Close a job for good that was given up and can never succeed',
  middleware: [keyed('jobs.discard'), jsonBody],
  request: {
    params,
    body: { required: true, content: json(z.object({ reason: reasonSchema }).openapi('DiscardJob')) },
  },
  responses: {
    200: {
      description: 'It is closed.',
      content: json(z.object({ id: z.uuid(), discarded: z.literal(true) })),
    },
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

/** The desk's verbs on jobs, for programs with a key. */
export function staffJobsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const { queue, ...asked } = c.req.valid('query')
    const page = await listJobs(c.get('ctx').db, {
      ...asked,
      cursor: asked.cursor,
      queue: queue ?? null,
    }).catch(error => {
      if (!(error instanceof CursorUnreadable)) throw error
      throw invalid([{ path: 'cursor', message: 'Send the nextCursor of the page before' }])
    })
    return c.json({ jobs: page.jobs.map(answerOf), nextCursor: page.nextCursor }, 200)
  })
  routes.openapi(retryRoute, async c => {
    const ctx = c.get('ctx')
    const { id, queue, state } = await found(ctx.db, c.req.valid('param').id)
    const choice = { queue, ids: [id] }
    await inAudit(ctx, toJobs('jobs.retry', choice), ctx =>
      state === 'dead' ? sendJobsAgain(ctx, choice) : tryNow(ctx, choice),
    )
    return c.json({ id, retried: true as const }, 200)
  })
  routes.openapi(discardRoute, async c => {
    const ctx = c.get('ctx')
    const { reason } = c.req.valid('json')
    const { id, queue, state } = await found(ctx.db, c.req.valid('param').id)
    // One that is tried again may still succeed.
    if (state !== 'dead') throw notFound()
    const choice = { queue, ids: [id], reason }
    await inAudit(ctx, toJobs('jobs.discard', choice), ctx => discardJobs(ctx, choice))
    return c.json({ id, discarded: true as const }, 200)
  })
  return routes
}

async function found(db: Parameters<typeof findJob>[0], id: string): Promise<ListedJob> {
  const job = await findJob(db, id)
  if (!job) throw notFound()
  return job
}

const answerOf = ({ since, nextTryAt, ...job }: ListedJob) => ({
  ...job,
  since: since.toISOString(),
  nextTryAt: nextTryAt?.toISOString() ?? null,
})
