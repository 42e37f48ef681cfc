import { z } from 'zod'
import { authSettings, createAuth } from '#platform/auth/auth.ts'
import { visitorOf } from '#platform/auth/session.ts'
import { bearsSession, withoutSession } from '#platform/auth/session-cookie.ts'
import { database } from '#platform/db/client.ts'
import { throughTheDoor } from '#platform/fields/door.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { perProcess } from '#platform/lib/per-process.ts'
import { admitBrowserRequest } from '#platform/rest/browser-request.ts'
import { notFound, problemOf, unreadable } from '#platform/rest/problem.ts'
import { askForAddressProof } from '#slices/customers/proofs/ask-for-proof.ts'
import { carryOver } from './carry-over.ts'

/** The mail with the link that proves the address. */
const signedUp = (customerId: string) =>
  askForAddressProof({ db: database(), jobs: jobSender(), now: () => new Date() }, customerId)

/** Signing in and up. What a visitor has in the slices comes along into the account. */
export const signIn = perProcess('sign-in', () => createAuth({ ...authSettings(), carryOver, signedUp }))

/**
 * The endpoints that are open to browsers, of the many that better-auth brings (its admin procedures, impersonation, changing of
 * addresses …). A page that needs one opens it here and writes its row in src/proof/testing/access-table.ts.
 */
const OPEN = [
  'GET get-session',
  'POST sign-in/email',
  'POST sign-in/second-step',
  'POST sign-in/passkey-options',
  'POST sign-in/passkey',
  'POST sign-out',
  'POST sign-up/email',
]

/** All that a form sends; better-auth looks at the fields one by one. */
const bodySchema = z.record(z.string(), z.union([z.string(), z.boolean()], 'Enter text'))

/** `/api/auth/*` */
export async function answerSignIn(request: Request): Promise<Response> {
  try {
    const { pathname } = new URL(request.url)
    if (!OPEN.includes(`${request.method} ${pathname.replace('/api/auth/', '')}`)) throw notFound()
    await limit({ db: database(), log }, platformLimits.ask, clientAddress(request.headers))
    const admitted = await admitBrowserRequest(request)
    const asked = admitted.method === 'POST' ? await withoutEndedSession(await readBody(admitted)) : admitted
    const answer = await signIn().handler(asked)
    if (admitted.method === 'POST') log.info({ path: pathname, status: answer.status }, 'signing in or out')
    return answer
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ error: causeOf(error) }, 'signing in failed')
    return problem.toResponse()
  }
}

async function withoutEndedSession(request: Request): Promise<Request> {
  const { headers } = request
  if (!bearsSession(headers.get('cookie')) || (await visitorOf(headers))) return request
  return new Request(request, { headers: withoutSession(headers) })
}

/** A failed query's own message holds its values, addresses among them; its cause does not. */
function causeOf(error: unknown): string {
  return error instanceof Error ? String(error.cause ?? error.name) : 'unknown'
}

/** The same request with the checked body in place of the sent one. */
async function readBody(request: Request): Promise<Request> {
  const body = throughTheDoor(bodySchema.parse(await readJson(request.clone())))
  return new Request(request, { body: JSON.stringify(body) })
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (!text) return {}
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(400, 'The body is not JSON.')
  }
}
