import type { Context, Next } from 'hono'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { findApiKey } from '#platform/rights/api-key.ts'
import { holds, type Permission } from '#platform/rights/permission.ts'
import { Problem } from './problem.ts'
import {
  forbidden,
  malformed,
  ourFailures,
  problemSchema,
  rateLimited,
  validationFailed,
} from './problem-schemas.ts'
import type { RestEnv } from './routes.ts'

/** What every route of staff's programs says of itself. */
export const ofStaff = { tags: ['Staff'], security: [{ apiKey: [] }] }

const unauthorized = problemSchema('unauthorized', 'Send Authorization: Bearer and your API key.')
/** What each of these routes may answer, whatever it does. */
export const letIn = [unauthorized, forbidden, rateLimited, ...ourFailures] as const
/** The same where something is written. */
export const letInToWrite = [malformed, validationFailed, ...letIn] as const

/**
 * Lets a program in whose key holds the permission, and makes it the actor. Keys have limits of their own; who sends wrong ones is
 * counted by address, before the next is looked up.
 */
export const keyed =
  (may: Permission) =>
  async (c: Context<RestEnv>, next: Next): Promise<void> => {
    const ctx = c.get('ctx')
    const [, secret] = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    const key = secret ? await findApiKey(ctx.db, secret, ctx.now()) : null
    if (!key) {
      await limit(ctx, platformLimits.wrongKey, ctx.address)
      throw new Problem(
        'unauthorized',
        secret
          ? 'This key is unknown, past its end, or was taken back.'
          : 'Send Authorization: Bearer and your API key.',
        { headers: { 'www-authenticate': 'Bearer realm="orderly"' } },
      )
    }
    await limit(ctx, platformLimits.key, key.id)
    if (!holds(key.may, may))
      throw new Problem('forbidden', `This key may not do this: it needs ${may}.`, {
        members: { permission: may },
      })
    c.set('ctx', { ...ctx, rights: key.may, actor: { kind: 'key', id: key.id, name: key.name } })
    await next()
  }
