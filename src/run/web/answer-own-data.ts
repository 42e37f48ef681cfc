import { LOOK_ONLY } from '#platform/auth/look-only.ts'
import { visitorOf } from '#platform/auth/session.ts'
import { database } from '#platform/db/client.ts'
import { readOwnData } from '#platform/db/own-data.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { log } from '#platform/lib/log.ts'
import { Problem, problemOf } from '#platform/rest/problem.ts'
import { customerLimits } from '#slices/customers/rate-limits.ts'
import { ownTables } from '../own-data.ts'

/** `GET /api/account/data`: everything that the shop holds about the person who is signed in, as a file (UK GDPR, articles 15 and 20). */
export async function answerOwnData(request: Request): Promise<Response> {
  try {
    const ctx = { db: database(), log }
    await limit(ctx, customerLimits.ownData, clientAddress(request.headers))
    const visitor = await visitorOf(request.headers)
    if (!visitor || visitor.isAnonymous) throw new Problem('forbidden', 'Sign in first.', { status: 401 })
    if (visitor.seenBy) throw new Problem('forbidden', LOOK_ONLY)
    const tables = await readOwnData(ctx.db, ownTables, visitor.customerId)
    const body = JSON.stringify({ writtenAt: new Date().toISOString(), tables }, null, 2)
    return new Response(body, {
      headers: {
        'content-type': 'application/json',
        'content-disposition': 'attachment; filename="your-data.json"',
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ error: String(error) }, 'own data could not be read')
    return problem.toResponse()
  }
}
