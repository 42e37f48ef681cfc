import { randomBytes } from 'node:crypto'
import { asCookie, nameOf } from '#platform/auth/session-cookie.ts'
import { sha256 } from '#platform/lib/hash.ts'

/** `station`: the device's own secret. `shift`: that of the person who works there now. */
type Kind = 'station' | 'shift'

const SECRET_BYTES = 32

export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return { secret, hash: sha256(secret) }
}

/** The hash of the secret that a request brings, or null. Of two cookies with the same name neither counts. */
export function hashIn(headers: Headers, kind: Kind): string | null {
  const found = (headers.get('cookie') ?? '')
    .split(';')
    .map(one => one.trim())
    .filter(one => one.startsWith(`${nameOf(kind)}=`))
  const [value = ''] = found.length === 1 ? found.map(one => one.slice(nameOf(kind).length + 1)) : []
  return /^[\w-]{43}$/.test(value) ? sha256(value) : null
}

export const secretCookie = (
  kind: Kind,
  { secret, endsAt }: { secret: string; endsAt: Date },
  now: Date,
): string =>
  asCookie(nameOf(kind), secret, Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1_000)))

export const noCookie = (kind: Kind): string => asCookie(nameOf(kind), '', 0)
