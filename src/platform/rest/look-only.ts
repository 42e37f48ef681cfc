import type { Context, Next } from 'hono'
import { LOOK_ONLY } from '#platform/auth/look-only.ts'
import { Problem } from './problem.ts'
import type { RestEnv } from './routes.ts'

/** Staff who see the shop as a customer does change nothing there: neither by a page nor by a route. */
export async function lookOnly(c: Context<RestEnv>, next: Next): Promise<void> {
  const { visitor } = c.get('ctx')
  if (visitor?.seenBy && c.req.method !== 'GET' && c.req.method !== 'HEAD')
    throw new Problem('forbidden', LOOK_ONLY)
  await next()
}
