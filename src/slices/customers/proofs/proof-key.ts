import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

const keyOf = (proofId: string) => sign(authSecret(), `account-link:${proofId}`)

export const proofKeyFits = (proofId: string, key: string) => sameSecret(key, keyOf(proofId))

/** The page behind the link. Opening it changes nothing, because mail scanners open every link. */
export const proofUrl = (proofId: string) => `${env().shopUrl}${proofPath(proofId, keyOf(proofId))}`

export const proofPath = (proofId: string, key: string) =>
  `/account/links/${proofId}?key=${encodeURIComponent(key)}`
