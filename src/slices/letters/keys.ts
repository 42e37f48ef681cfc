import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

/** The key in the mail that asks to confirm. It belongs to one request, so that an old mail confirms no new one. */
export const proofKeyOf = (readerId: string, seq: number) =>
  sign(authSecret(), `letters-proof:${readerId}:${seq}`)

/** The key by which letters are stopped. It does nothing else, since people pass letters on. */
export const stopKeyOf = (readerId: string) => sign(authSecret(), `letters-stop:${readerId}`)

export const proofKeyFits = (readerId: string, seq: number, key: string) =>
  sameSecret(key, proofKeyOf(readerId, seq))

export const stopKeyFits = (readerId: string, key: string) => sameSecret(key, stopKeyOf(readerId))

/** The page where somebody confirms. Opening it changes nothing, because mail scanners open every link. */
export const confirmUrl = (readerId: string, seq: number) =>
  `${env().shopUrl}/letters/${readerId}?key=${proofKeyOf(readerId, seq)}`

/** The same page for somebody who only stops them. */
export const stopUrl = (readerId: string) => `${env().shopUrl}/letters/${readerId}?key=${stopKeyOf(readerId)}`

/** The address that a mail program posts to when its reader unsubscribes (RFC 8058). */
export const oneClickStopUrl = (readerId: string) =>
  `${env().shopUrl}/api/letters/${readerId}/stop?key=${stopKeyOf(readerId)}`
