import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { unavailable } from '#platform/http/unavailable.ts'
import { log } from '#platform/lib/log.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { admitBrowserRequest } from '#platform/rest/browser-request.ts'
import { problemOf } from '#platform/rest/problem.ts'
import { MAX_BATCHED } from '#platform/trpc/batch.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import type { AppRouter } from './trpc-root.ts'

type Asked = {
  router: AppRouter
  contextOf: (request: Request, answerHeaders: Headers) => Promise<RequestCtx>
}

/** `/api/trpc/*`. A request that is stopped at the door gets a problem as its answer; it was no page of ours. */
export async function answerTrpc(request: Request, { router, contextOf }: Asked): Promise<Response> {
  try {
    return await fetchRequestHandler({
      endpoint: '/api/trpc',
      req: await admitBrowserRequest(request),
      router,
      maxBatchSize: MAX_BATCHED,
      createContext: ({ resHeaders }) => contextOf(request, resHeaders),
      // A visitor's own cart and orders are among them: no cache may keep these answers.
      responseMeta: ({ errors }) => ({ headers: { 'cache-control': 'no-store', ...retryAfter(errors) } }),
    })
  } catch (error) {
    const problem = problemOf(error)
    log.warn({ code: problem.code, status: problem.status }, 'stopped before the procedures')
    if (problem.status >= 500) log.error({ error: String(error) }, 'procedures failed')
    return problem.toResponse()
  }
}

/** Of several calls in one request, the one that waits longest says when to ask again. */
function retryAfter(errors: { cause?: unknown }[]): Record<string, string> {
  const seconds = errors.flatMap(({ cause }) =>
    cause instanceof Refusal
      ? (cause.retryAfterSeconds ?? [])
      : (unavailable(cause)?.retryAfterSeconds ?? []),
  )
  return seconds.length ? { 'retry-after': String(Math.max(...seconds)) } : {}
}
