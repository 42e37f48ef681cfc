import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { notFound } from '#platform/rest/problem.ts'
import type { RestEnv } from '#platform/rest/routes.ts'
import type { OrderKey } from '../shop/shopper-queries.ts'

/** A request about one's own order comes with the tracking token or with the session of the buyer. */
const security: Record<string, string[]>[] = [{ trackingToken: [] }, { session: [] }]
export const ofBuyer = { tags: ['Orders'], security }

/** The parameter of each route about one order of a shopper. */
export const ownOrderParams = z.object({ id: z.string().max(64).openapi({ format: 'uuid' }) })

/** An address that is no id is one of nothing. */
export function orderIdIn(c: Context<RestEnv>): string {
  const id = (c.req.param('id') ?? '').toLowerCase()
  c.set('orderId', id)
  if (!z.uuid().safeParse(id).success) throw notFound()
  return id
}

/** The caller needs the tracking token, or the session of the buyer. Staff have routes of their own. */
export function orderKeyIn(c: Context<RestEnv>): OrderKey {
  const token = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const { visitor } = c.get('ctx')
  return { token, customerId: token === undefined ? (visitor?.customerId ?? null) : null, isStaff: false }
}
