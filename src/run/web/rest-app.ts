import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { refuseCardNumbers } from '#platform/fields/card-numbers.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { log } from '#platform/lib/log.ts'
import { lookOnly } from '#platform/rest/look-only.ts'
import { addDocument } from '#platform/rest/openapi.ts'
import { notFound, Problem, problemOf, unreadable } from '#platform/rest/problem.ts'
import { requestLog } from '#platform/rest/request-log.ts'
import { limited, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { sameSite } from '#platform/rest/same-site.ts'
import type { Slice } from '#platform/slice.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { slices } from '#slices.ts'
import { deskRest } from './desk-rest.ts'

/** The whole REST surface: each slice's routes under /api/v1, and the parts that all of them share. */
export function createRestApp(contextOf: (request: Request) => Promise<RequestCtx>): OpenAPIHono<RestEnv> {
  const app = restRoutes()
  app.onError((error, c) => {
    const problem = problemOf(error)
    if (problem.code === 'internal_error' || problem.code === 'unavailable')
      logOf(c).error({ error: error.stack ?? String(error) }, 'rest request failed')
    return problem.toResponse()
  })
  app.notFound(() => notFound().toResponse())
  app.use(requestLog(contextOf))
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (_, methods) => wrongMethod(methods) }))
  app.use(sameSite)
  app.use(lookOnly)
  app.use(noCardNumbersInAddress)
  app.use(storableAddress)
  const declared: readonly Slice[] = slices
  // Highest first: the order of the routes is the order of the document.
  for (const { rest } of declared.toReversed()) if (rest) app.route('/api/v1', rest())
  app.route('/api/v1', deskRest())
  app.use('/api/v1/openapi.json', limited(platformLimits.ask))
  for (const { describes = [] } of declared)
    for (const route of describes) app.openAPIRegistry.registerPath(route)
  addDocument(app)
  return app
}

/** No address of ours holds a NUL, and the database can look for nothing that does. */
async function storableAddress(c: Context, next: Next): Promise<void> {
  if (c.req.url.includes('%00')) throw unreadable(400, 'The address holds a NUL.')
  await next()
}

/** The request's own log, or the process's when not even its context could be made. */
function logOf(c: Context<RestEnv>) {
  return (c.get('ctx') as RequestCtx | undefined)?.log ?? log
}

/** Other programs keep addresses in logs and histories that we cannot clean. */
async function noCardNumbersInAddress(c: Context, next: Next): Promise<void> {
  refuseCardNumbers({ ...c.req.query(), path: c.req.path.replaceAll('%20', ' ') })
  await next()
}

function wrongMethod(methods: string[]): Response {
  const allow = methods.join(', ')
  return new Problem('method_not_allowed', `Use ${allow}.`, { headers: { allow } }).toResponse()
}
