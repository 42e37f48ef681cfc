import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

const keyOf = (id: string) => sign(authSecret(), `invitation:${id}`)

export const invitationKeyFits = (id: string, key: string) => sameSecret(key, keyOf(id))

/** The page behind the mailed link. Opening it changes nothing, because mail scanners open every link. */
export const invitationPath = (id: string) =>
  `/account/invitations/${id}?key=${encodeURIComponent(keyOf(id))}`

export const invitationUrl = (id: string) => `${env().shopUrl}${invitationPath(id)}`
