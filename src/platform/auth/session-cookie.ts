import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

/** As auth.ts names it: over https with the prefix that keeps it to this host. */
const NAMES = new Set(['orderly.session_token', '__Host-orderly.session_token'])
/** A header of 16 kB needs no more, and each of them costs a signature. */
const MOST_LOOKED_AT = 4

/**
 * Whether somebody has a session, before the look-up: a cookie of exactly this name, with a value that we signed. A cookie that only
 * has the name opens nothing, and does not go past the page cache either.
 */
export function bearsSession(cookie: string | null | undefined): boolean {
  return (cookie ?? '')
    .split(';')
    .map(one => one.trim())
    .filter(one => NAMES.has(one.slice(0, one.indexOf('='))))
    .slice(0, MOST_LOOKED_AT)
    .some(one => isSigned(one.slice(one.indexOf('=') + 1)))
}

/**
 * The same headers without the session's cookie. A browser may still bring that of a session which was ended elsewhere: better-auth takes
 * such a cookie away after it has begun another session, and the new cookie with it, so it does not get to see it.
 */
export function withoutSession(headers: Headers): Headers {
  const kept = (headers.get('cookie') ?? '')
    .split(';')
    .map(one => one.trim())
    .filter(one => !NAMES.has(one.slice(0, one.indexOf('='))))
  const bare = new Headers(headers)
  bare.set('cookie', kept.join('; '))
  return bare
}

/** `token.signature`, an HMAC-SHA-256 in base64, the whole percent-encoded: better-call's signed cookies. */
function isSigned(value: string): boolean {
  const [, token, signature] = /^([\w-]{16,64})\.((?:[\w+/]|%2B|%2F){43,129})(?:=|%3D)$/i.exec(value) ?? []
  if (!token || !signature) return false
  const inUrlLetters = signature.replace(/%2B|\+/gi, '-').replace(/%2F|\//gi, '_')
  return sameSecret(inUrlLetters, sign(authSecret(), token))
}

/** The cookie of a session whose token was changed, as better-auth would set it. */
export function sessionCookie({ token, endsAt }: { token: string; endsAt: Date }, now = new Date()): string {
  const secure = env().shopUrl.startsWith('https:')
  const name = secure ? '__Host-orderly.session_token' : 'orderly.session_token'
  const signature = Buffer.from(sign(authSecret(), token), 'base64url').toString('base64')
  const maxAge = Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1_000))
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
