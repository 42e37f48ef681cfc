import { createHmac, randomBytes } from 'node:crypto'
import { sameSecret } from '#platform/lib/hash.ts'

/** What every authenticator app knows without being told (RFC 6238 with SHA-1): six digits, another code each half minute. */
const STEP_SECONDS = 30
const DIGITS = 6
/** A clock that runs half a minute before or behind is still right. */
const DRIFT_STEPS = 1
/** As many as SHA-1 makes, which RFC 4226 asks for. */
const KEY_BYTES = 20

export const newTotpKey = (): Buffer => randomBytes(KEY_BYTES)

/** The step whose code this is; null for a wrong code, and for one of a step that was used already. */
export function stepOf(key: Buffer, code: string, now: Date, lastStep: number | null): number | null {
  const step = Math.floor(now.getTime() / 1_000 / STEP_SECONDS)
  for (let drift = -DRIFT_STEPS; drift <= DRIFT_STEPS; drift++) {
    const tried = step + drift
    if ((lastStep === null || tried > lastStep) && sameSecret(code, codeOf(key, tried))) return tried
  }
  return null
}

/** RFC 4226, 5.3. */
function codeOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The code of this moment. */
export const totpAt = (key: Buffer, at: Date): string =>
  codeOf(key, Math.floor(at.getTime() / 1_000 / STEP_SECONDS))

/** What the app reads from the picture (github.com/google/google-authenticator/wiki/Key-Uri-Format). */
export function totpAddress(key: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(key)}&issuer=${encodeURIComponent(issuer)}`
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, 6, without padding: the key as people type it. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(five => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}
