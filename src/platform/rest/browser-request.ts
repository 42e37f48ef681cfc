import { readAtMost } from '#platform/outside/read-at-most.ts'
import { MAX_BODY_BYTES } from './json-body.ts'
import { Problem, unreadable } from './problem.ts'
import { isOurOwn } from './same-site.ts'

/**
 * The door before procedures and signing in, which only our own pages call. A change must come from our own
 * site, as JSON (which no form of another site can send) and not too large. Answers with the same request, its body
 * read; throws a Problem.
 */
export async function admitBrowserRequest(request: Request): Promise<Request> {
  if (request.method === 'GET') return request
  if (request.method !== 'POST')
    throw new Problem('method_not_allowed', 'Use GET, POST.', { headers: { allow: 'GET, POST' } })
  if (!isOurOwn(request.headers)) throw new Problem('forbidden', 'This works from the shop’s own pages only.')
  const body = await readAtMost(request, MAX_BODY_BYTES)
  if (body === null) throw unreadable(413, `The body is too large: ${MAX_BODY_BYTES / 1024} kB at most.`)
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json' && !(body === '' && mediaType === undefined))
    throw unreadable(415, 'Send JSON, with content-type: application/json.')
  return new Request(request.url, { method: 'POST', headers: request.headers, body: body || undefined })
}
