import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'
import { STAFF_LONGEST_SECONDS } from './session-times.ts'

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
  const signature = Buffer.from(sign(authSecret(), token), 'base64url').toString('base64')
  const maxAge = Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1_000))
  return asCookie(nameOf('session_token'), encodeURIComponent(`${token}.${signature}`), maxAge)
}

/** Readable for a page's script: the browser shows the shop as one of its customers sees it. */
export const SEEING_COOKIE = 'orderly.seeing_as'

const isSecure = () => env().shopUrl.startsWith('https:')
type Kind = 'session_token' | 'staff_session' | 'station' | 'shift'
export const nameOf = (kind: Kind) => `${isSecure() ? '__Host-' : ''}orderly.${kind}`
export const asCookie = (name: string, value: string, maxAge: number) =>
  `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`

/** Takes the session's cookie away from the browser. */
export const noSessionCookie = () => asCookie(nameOf('session_token'), '', 0)

/** The session's cookie of the request under another name, so that another session can stand in its place meanwhile. */
export const asideCookie = (headers: Headers, maxAge: number) =>
  asCookie(nameOf('staff_session'), signedValue(headers, nameOf('session_token')), maxAge)

/** The session that was put aside, back in its place. It ends when its row says so, however long the cookie lasts. */
export const cookieAside = (headers: Headers) => {
  const value = signedValue(headers, nameOf('staff_session'))
  return asCookie(nameOf('session_token'), value, value ? STAFF_LONGEST_SECONDS : 0)
}

/** The value of a cookie that we signed, or nothing. */
function signedValue(headers: Headers, name: string): string {
  const found = (headers.get('cookie') ?? '')
    .split(';')
    .map(one => one.trim())
    .find(one => one.startsWith(`${name}=`))
  const value = found?.slice(name.length + 1) ?? ''
  return isSigned(value) ? value : ''
}
