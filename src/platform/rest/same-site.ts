import type { Context, Next } from 'hono'
import { env } from '#platform/lib/env.ts'
import { Problem } from './problem.ts'

/**
 * A browser adds its cookies to a request from any page, so a change with a session must come
 * from our own pages. Programs have no session and are not asked.
 */
export async function sameSite(c: Context, next: Next): Promise<void> {
  const changesSomething = c.req.method !== 'GET' && c.req.method !== 'HEAD'
  if (
    changesSomething &&
    c.req.header('cookie')?.includes('orderly.session_token') &&
    !isOurOwn(c.req.raw.headers)
  ) {
    throw new Problem(
      'forbidden',
      'A session of a browser works on its own site only. Send the request without cookies.',
    )
  }
  await next()
}

/** Programs send neither header and are let through: they have no cookies of somebody else's. */
export function isOurOwn(headers: Headers): boolean {
  const origin = headers.get('origin')
  if (origin !== null)
    return origin === new URL(env().shopUrl).origin || isOfHost(origin, headers.get('host'))
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' || site === 'none'
}

/** The shop may be looked at under another name than its own, such as an address of the local network. */
function isOfHost(origin: string, host: string | null): boolean {
  return /^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).host === host
}
