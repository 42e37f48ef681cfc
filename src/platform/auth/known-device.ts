import { randomBytes } from 'node:crypto'
import { sameSecret, sign } from '#platform/lib/hash.ts'

/** Long enough for a customer who shops at Christmas only. */
export const KNOWN_DEVICE_SECONDS = 400 * 86_400

const signatureOf = (secret: string, account: string, device: string) =>
  sign(secret, `known-device:${account}:${device}`)

/**
A cookie marks the browser after signing in, so that strangers who guess at the account do not use up its own tries
 * (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It opens nothing.
 */
export function newDevice(secret: string, account: string): string {
  const device = randomBytes(16).toString('base64url')
  return `${device}.${signatureOf(secret, account, device)}`
}

/** The device's name if it signed in to this account before; otherwise null. */
export function knownDevice(secret: string, account: string, kept: string | null | undefined): string | null {
  const [device = '', signature = ''] = (kept ?? '').split('.')
  return device && sameSecret(signature, signatureOf(secret, account, device)) ? device : null
}
