import { database } from '#platform/db/client.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { log } from '#platform/lib/log.ts'
import { notFound, problemOf } from '#platform/rest/problem.ts'
import { alertKeySchema } from './alerts/alert-input.ts'
import { removeAlert } from './alerts/change-alert.ts'
import { inventoryLimits } from './rate-limits.ts'

/** A mail program posts here with one press: there is no page and no session, and the body is not read. */
export async function answerAlertRemoval(request: Request, alertId: string): Promise<Response> {
  try {
    await limit({ db: database(), log }, inventoryLimits.openAlert, clientAddress(request.headers))
    const token = new URL(request.url).searchParams.get('token') ?? ''
    const key = alertKeySchema.safeParse({ alertId, token })
    if (!key.success) throw notFound()
    await removeAlert({ db: database() }, key.data)
    return new Response('Your address is deleted.\n', { headers: { 'content-type': 'text/plain' } })
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ error: String(error) }, 'a stock alert could not be deleted')
    return problem.toResponse()
  }
}
