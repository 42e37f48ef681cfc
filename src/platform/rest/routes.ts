import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import { otherwise } from '#platform/fields/optionally.ts'
import { limitRequest, type RateLimit } from '#platform/http/rate-limits.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { fieldsOf, invalid, unreadable } from './problem.ts'

/** The values that a request carries through the routes: its context, and the names for the log line. */
export type RestEnv = { Variables: { ctx: RequestCtx; orderId?: string } }

/** A set of routes. A wrong address or header makes a request unreadable; a wrong field is named. */
export function restRoutes(): OpenAPIHono<RestEnv> {
  return new OpenAPIHono<RestEnv>({
    defaultHook: result => {
      if (result.success) return
      const wrong = fieldsOf(result.error)
      if (result.target === 'header') throw unreadable(400, wrong.map(field => field.message).join(' '))
      throw invalid(wrong)
    },
  })
}

/** Counts each request by its address and its sender before its body is read. Every route names a limit. */
export const limited =
  (limit: RateLimit) =>
  async (c: Context<RestEnv>, next: Next): Promise<void> => {
    await limitRequest(c.get('ctx'), limit)
    await next()
  }

/** How many of a list a program wants at once. */
export const limitField = ({ usual, most }: { usual: number; most: number }) =>
  otherwise(z.coerce.number('Enter a whole number').int('Enter a whole number').min(1).max(most), usual)

export const moneyAnswer = z
  .object({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
  .openapi('Money', {
    description: 'The amount is an integer in minor units (pence).',
    example: { amount: 4_900, currency: 'GBP' },
  })
