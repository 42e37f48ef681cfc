import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { and, eq, gt } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Db, DbOrTx, Tx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { passkeys, verifications } from './schema.ts'

/** Long enough to find the key that one wears on the keyring. */
const CEREMONY_SECONDS = 300

/** What a challenge is for. One that was made to sign in adds no key, and one of Ana's adds none to Ben's account. */
export type Ceremony = 'sign-in' | `add:${string}` | `prove:${string}`

type AddOptions = PublicKeyCredentialCreationOptionsJSON
type AskOptions = PublicKeyCredentialRequestOptionsJSON

// The library brings parsers of certificates along: a process that never sees a passkey does not load them.
const library = () => import('@simplewebauthn/server')
const origin = () => new URL(env().shopUrl).origin
const host = () => new URL(env().shopUrl).hostname

/** What a browser needs in order to make a passkey that finds its account by itself and asks for a finger or a PIN. */
export async function optionsToAdd(
  db: Db,
  { customerId, email, name }: { customerId: string; email: string; name: string },
  now: Date,
): Promise<AddOptions> {
  const kept = await db.select().from(passkeys).where(eq(passkeys.customerId, customerId))
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: 'Orderly',
    rpID: host(),
    userID: new TextEncoder().encode(customerId),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: kept.map(({ credentialId }) => ({ id: credentialId })),
  })
  await keep(db, `add:${customerId}`, options.challenge, now)
  return options
}

/** What a browser needs in order to ask for a passkey; the person chooses which. */
export async function optionsToAsk(db: Db, ceremony: Ceremony, now: Date): Promise<AskOptions> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({ rpID: host(), userVerification: 'required' })
  await keep(db, ceremony, options.challenge, now)
  return options
}

/** Adds the passkey that a browser has made; false for one that was not made for this challenge, here, by the person. */
export async function addPasskey(
  tx: Tx,
  { customerId, name }: { customerId: string; name: string },
  response: RegistrationResponseJSON,
  now: Date,
): Promise<boolean> {
  const { verifyRegistrationResponse } = await library()
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge => takeChallenge(tx, `add:${customerId}`, challenge, now),
    expectedOrigin: origin(),
    expectedRPID: host(),
    requireUserVerification: true,
  }).catch(() => NOT_VERIFIED)
  if (!made.verified) return false
  const { id: credentialId, publicKey, counter, transports = [] } = made.registrationInfo.credential
  await tx.insert(passkeys).values({
    customerId,
    credentialId,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports,
    name,
  })
  return true
}
const NOT_VERIFIED = { verified: false } as const

/** The person whose passkey has just signed this challenge after a finger or a PIN. Null: unknown, not signed, or without either. */
export async function takePasskey(
  tx: Tx,
  ceremony: Ceremony,
  response: AuthenticationResponseJSON,
  now: Date,
): Promise<string | null> {
  const customerId = Buffer.from(response.response.userHandle ?? '', 'base64url').toString()
  if (!/^[0-9a-f-]{36}$/.test(customerId)) return null
  const mine = and(eq(passkeys.customerId, customerId), eq(passkeys.credentialId, response.id))
  // Held until its count is written: a copy that signs at the same time comes second.
  const [kept] = await tx.select().from(passkeys).where(mine).for('update')
  if (!kept) return null
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge => takeChallenge(tx, ceremony, challenge, now),
    expectedOrigin: origin(),
    expectedRPID: host(),
    credential: {
      id: kept.credentialId,
      publicKey: new Uint8Array(Buffer.from(kept.publicKey, 'base64url')),
      counter: kept.counter,
    },
    requireUserVerification: true,
  }).catch(() => ({ verified: false, authenticationInfo: null }))
  if (!verified || !authenticationInfo) return null
  await tx.update(passkeys).set({ counter: authenticationInfo.newCounter, usedAt: now }).where(mine)
  return customerId
}

async function keep(db: Db, ceremony: Ceremony, challenge: string, now: Date): Promise<void> {
  await db.insert(verifications).values({
    id: uuidv7(),
    identifier: `passkey:${ceremony}`,
    value: challenge,
    expiresAt: new Date(now.getTime() + CEREMONY_SECONDS * 1_000),
  })
}

/** Each challenge is answered once. */
async function takeChallenge(db: DbOrTx, ceremony: Ceremony, challenge: string, now: Date): Promise<boolean> {
  const taken = await db
    .delete(verifications)
    .where(
      and(
        eq(verifications.identifier, `passkey:${ceremony}`),
        eq(verifications.value, challenge),
        gt(verifications.expiresAt, now),
      ),
    )
    .returning({ id: verifications.id })
  return taken.length > 0
}
