import type { Context, Next } from 'hono'
import { env } from '#lib/env.ts'
import { Problem } from './problem.ts'

/**
 * A browser adds its cookies to whatever page sends the request, so what changes something with a session must come
 * from our own pages. Programs have no session and are not asked.
 */
export async function sameSite(c: Context, next: Next): Promise<void> {
  const changesSomething = c.req.method !== 'GET' && c.req.method !== 'HEAD'
  if (changesSomething && c.req.header('cookie')?.includes('orderly.session_token') && !isOurOwn(c)) {
    throw new Problem(
      'forbidden',
      'A session of a browser works on its own site only. Send the request without cookies.',
    )
  }
  await next()
}

function isOurOwn(c: Context): boolean {
  const origin = c.req.header('origin')
  if (origin !== undefined)
    return origin === new URL(env().shopUrl).origin || hostOf(origin) === c.req.header('host')
  const site = c.req.header('sec-fetch-site')
  return site === undefined || site === 'same-origin' || site === 'none'
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
