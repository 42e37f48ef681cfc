import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { optionally } from '#platform/fields/optionally.ts'
import { keyed, letIn, ofStaff } from '#platform/rest/keyed.ts'
import { problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { limitField, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { type AuditEntry, readAudit } from './queries.ts'

const entryAnswer = z
  .object({
    at: z.iso.datetime(),
    actor: z.string().openapi({ description: '`staff:<id>:<name>` or `key:<id>:<name>`.' }),
    kind: z.enum(['change', 'look']),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    before: z.unknown().openapi({ description: 'How it stood, null where only the change is noted.' }),
    after: z.unknown(),
    reason: z.string().nullable(),
  })
  .openapi('AuditEntry')

const auditRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/audit',
  operationId: 'readAudit',
  summary: 'Who did what, newest first',
  middleware: keyed('audit.read'),
  request: {
    query: z.object({
      actor: optionally(z.string().max(200)).openapi({
        description: 'The whole actor, its beginning (`staff:<id>`, `key`), or a name.',
      }),
      entity: optionally(z.string().max(60)),
      entityId: optionally(z.string().max(200)),
      action: optionally(z.string().max(100)),
      cursor: optionally(z.string().regex(/^\d{1,15}$/, 'Send the nextCursor of the page before')),
      limit: limitField({ usual: 50, most: 200 }),
    }),
  },
  responses: {
    200: {
      description: 'A page of the audit. `nextCursor` is null on the last one.',
      content: {
        'application/json': {
          schema: z.object({ entries: z.array(entryAnswer), nextCursor: z.string().nullable() }),
        },
      },
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

export function staffRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(auditRoute, async c => {
    const { cursor, ...asked } = c.req.valid('query')
    const { entries, next } = await readAudit(c.get('ctx').db, {
      ...asked,
      after: cursor ? Number(cursor) : undefined,
    })
    return c.json({ entries: entries.map(answerOf), nextCursor: next === null ? null : String(next) }, 200)
  })
  return routes
}

const answerOf = ({ at, actor, kind, action, entity, entityId, before, after, reason }: AuditEntry) => ({
  at: at.toISOString(),
  actor,
  kind,
  action,
  entity,
  entityId,
  before,
  after,
  reason,
})
