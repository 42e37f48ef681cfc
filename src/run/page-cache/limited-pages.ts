import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { clientAddress, SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { type CountingDb, limit } from '#platform/http/rate-limits.ts'
import type { Log } from '#platform/lib/log.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { inWords } from '#platform/lib/span.ts'

type Counting = { db: CountingDb; log: Log }

/** Files of the build, which are read and not rendered, and routes that count for themselves. */
const NO_PAGE = /^\/(?:_next\/static|api|pictures)\/(?!.*(?:\.\.|%|\\))/

/** Renders pages for callers within their limit; it tells the others when to come again. */
export function limitedPages({ answer, ...counting }: Counting & { answer: RequestListener }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      if (!NO_PAGE.test(request.url ?? '')) await countPage(counting, request)
    } catch (error) {
      return askToWait(response, error)
    }
    await answer(request, response)
  }
}

/** Throws Refusal('rate_limited'). */
export async function countPage(counting: Counting, { headers }: IncomingMessage): Promise<void> {
  const known = [SOCKET_ADDRESS_HEADER, 'x-forwarded-for'].flatMap((name): [string, string][] =>
    headers[name] === undefined ? [] : [[name, String(headers[name])]],
  )
  await limit(counting, platformLimits.page, clientAddress(new Headers(known)))
}

/** A page of its own, since the shop's would have to be rendered. */
export function askToWait(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'rate_limited') throw error
  const seconds = error.retryAfterSeconds ?? 60
  response.writeHead(429, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': String(seconds),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(`<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>A short pause · Orderly</title></head><body><main><h1>A short pause</h1>
<p>Too many pages were asked for from your address in a short time. Try again in ${inWords(seconds)}.</p>
<p><a href="">Load the page again</a></p></main></body></html>`)
}
