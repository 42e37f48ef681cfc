import { z } from 'zod'
import { visitorOf } from '#platform/auth/session.ts'
import { sessionCookie } from '#platform/auth/session-cookie.ts'
import { newPassword } from '#platform/auth/sign-in-fields.ts'
import { database } from '#platform/db/client.ts'
import { throughTheDoor } from '#platform/fields/door.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { readAtMost } from '#platform/outside/read-at-most.ts'
import { notFound, Problem, problemOf, unreadable } from '#platform/rest/problem.ts'
import { isOurOwn } from '#platform/rest/same-site.ts'
import type { Renewed } from './account/renew-session.ts'
import { type OpenedProof, openProof } from './proofs/open-proof.ts'
import { proofKeySchema } from './proofs/proof.ts'
import { proofPath } from './proofs/proof-key.ts'
import { choosePassword, moveToNewEmail, proveAddress, refuseAccount } from './proofs/use-proof.ts'
import { customerLimits } from './rate-limits.ts'

const MAX_FORM_BYTES = 4_096

/** What the buttons of the page behind a mailed link send; plain forms, which work without a script. */
const formSchema = z.object({
  act: z.enum(['yes', 'not-me']),
  password: z.string().max(1_000).optional(),
})
type Form = z.infer<typeof formSchema>

/** Why a press did nothing, as the address of the page says it. */
export type Wrong = 'password' | 'short' | 'long' | 'common' | 'taken' | 'tries'

type LinkCtx = Pick<Ctx, 'db' | 'jobs' | 'log' | 'now'>

/**
 * A press on the page behind a mailed link. The answer leads back to that page, which shows from the link's row what is done or,
 * by `wrong`, what was not right.
 */
export async function answerAccountLink(request: Request, id: string): Promise<Response> {
  try {
    const ctx = { db: database(), jobs: jobSender(), log, now: () => new Date() }
    await limit(ctx, customerLimits.openLink, clientAddress(request.headers))
    if (!isOurOwn(request.headers))
      throw new Problem('forbidden', 'This works from the shop’s own pages only.')
    const key = new URL(request.url).searchParams.get('key') ?? ''
    const asked = proofKeySchema.safeParse({ id, key })
    const proof = asked.success ? await openProof(ctx.db, asked.data, ctx.now()) : null
    if (!proof) throw notFound()
    const form = await readForm(request)
    const visitor = await visitorOf(request.headers)
    const sessionId = visitor?.customerId === proof.customerId ? visitor.sessionId : null
    const path = proofPath(id, key)
    const done = proof.state === 'open' ? await press(ctx, proof, { ...form, sessionId }) : null
    return seeOther(typeof done === 'string' ? `${path}&wrong=${done}` : path, done)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ error: String(error) }, 'a link of an account could not be used')
    return problem.toResponse()
  }
}

/** What was wrong, or the token under which the session goes on. */
async function press(
  ctx: LinkCtx,
  proof: OpenedProof,
  { act, password = '', sessionId }: Form & { sessionId: string | null },
): Promise<Wrong | Renewed | null> {
  try {
    if (act === 'not-me' && proof.purpose === 'address') await refuseAccount(ctx, proof)
    else if (proof.purpose === 'address') await proveAddress(ctx, proof, { sessionId, password })
    else if (proof.purpose === 'new_email') return await moveToNewEmail(ctx, proof, { sessionId })
    else {
      const chosen = newPassword.safeParse(password)
      if (!chosen.success) return wrongIn(password)
      await choosePassword(ctx, proof, chosen.data)
    }
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'rate_limited') return 'tries'
    if (error.code === 'validation_failed') return 'password'
    // A link that another press used meanwhile says so on its page.
    return proof.purpose === 'new_email' ? 'taken' : null
  }
}

const wrongIn = (password: string): Wrong =>
  password.length < LIMITS.passwordLeast ? 'short' : password.length > LIMITS.password ? 'long' : 'common'

function seeOther(location: string, done: Wrong | Renewed | null): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  if (done && typeof done !== 'string') headers.append('set-cookie', sessionCookie(done))
  return new Response(null, { status: 303, headers })
}

async function readForm(request: Request): Promise<Form> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    throw unreadable(415, 'Send the form of the page.')
  const body = await readAtMost(request, MAX_FORM_BYTES)
  if (body === null) throw unreadable(413, 'The form is too large.')
  return formSchema.parse(throughTheDoor(Object.fromEntries(new URLSearchParams(body))))
}
