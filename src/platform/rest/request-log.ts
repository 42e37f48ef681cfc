import type { Context, Next } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { RequestCtx } from '#platform/trpc/init.ts'
import type { RestEnv } from './routes.ts'

/** Gives the request its context and its id, and writes one line when it is over. Nobody's details stand in it. */
export function requestLog(contextOf: (request: Request) => Promise<RequestCtx>) {
  return async (c: Context<RestEnv>, next: Next): Promise<void> => {
    const startedAt = performance.now()
    const ctx = await contextOf(c.req.raw)
    c.set('ctx', ctx)
    await next()
    c.header('x-request-id', ctx.requestId)
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    const pattern = matchedRoutes(c).findLast(route => route.method !== 'ALL')?.path ?? 'unknown'
    ctx.log.info(
      {
        method: c.req.method,
        path: pattern,
        status: c.res.status,
        ms: Math.round(performance.now() - startedAt),
        orderId: c.get('orderId'),
        // A key makes its program the actor.
        key: keyOf(c.get('ctx').actor),
      },
      'rest request',
    )
  }
}

const keyOf = (actor: RequestCtx['actor']) => (actor.kind === 'key' ? actor.id : undefined)
