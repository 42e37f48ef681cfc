import { z } from 'zod'
import { database } from '#platform/db/client.ts'
import { throughTheDoor } from '#platform/fields/door.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { limit } from '#platform/http/rate-limits.ts'
import { log } from '#platform/lib/log.ts'
import { readAtMost } from '#platform/outside/read-at-most.ts'
import { Problem, problemOf, unreadable } from '#platform/rest/problem.ts'
import { isOurOwn } from '#platform/rest/same-site.ts'
import { customerLimits } from '#slices/customers/rate-limits.ts'
import { safeNext } from '#slices/customers/ui/safe-next.ts'
import { answerSignIn } from './sign-in.ts'

const MAX_FORM_BYTES = 4_096
const formSchema = z.object({
  code: z.string().max(1_000).default(''),
  next: z.string().max(2_000).optional(),
})

/**
 * `POST /api/account/second-step`: the form that asks for a code. It is a plain one, which works without a script: the answer leads on,
 * or back to the form with what was wrong.
 */
export async function answerSecondStep(request: Request): Promise<Response> {
  try {
    await limit({ db: database(), log }, customerLimits.typeCode, clientAddress(request.headers))
    if (!isOurOwn(request.headers))
      throw new Problem('forbidden', 'This works from the shop’s own pages only.')
    const { code, next } = await readForm(request)
    const answer = await answerSignIn(asJson(request, code))
    const asked = safeNext(next)
    const headers = new Headers({
      location: whereTo(answer.status, await codeOf(answer), asked),
      'cache-control': 'no-store',
    })
    for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
    return new Response(null, { status: 303, headers })
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) log.error({ error: String(error) }, 'a code could not be taken')
    return problem.toResponse()
  }
}

function asJson(request: Request, code: string): Request {
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const body = JSON.stringify({ code: code.trim().slice(0, 40) })
  return new Request(new URL('/api/auth/sign-in/second-step', request.url), { method: 'POST', headers, body })
}

async function codeOf(answer: Response): Promise<string | null> {
  const body = (await answer.json().catch(() => null)) as { code?: string } | null
  return body?.code ?? null
}

function whereTo(status: number, code: string | null, next: string): string {
  if (status === 200) return next
  const query = `next=${encodeURIComponent(next)}`
  if (code === 'SECOND_STEP_OVER') return `/account/sign-in?${query}&wrong=over`
  return `/account/sign-in/code?${query}&wrong=${status === 429 ? 'tries' : status >= 500 ? 'trouble' : 'code'}`
}

async function readForm(request: Request): Promise<z.infer<typeof formSchema>> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    throw unreadable(415, 'Send the form of the page.')
  const body = await readAtMost(request, MAX_FORM_BYTES)
  if (body === null) throw unreadable(413, 'The form is too large.')
  return formSchema.parse(throughTheDoor(Object.fromEntries(new URLSearchParams(body))))
}
