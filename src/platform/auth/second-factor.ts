import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { DEMO_MAIL } from '#platform/lib/seller.ts'
import type { factors } from './schema.ts'

/** What proves beside a password that it is the person. A passkey asks for a finger or a PIN, so it is two in one. */
export const secondFactors = ['totp', 'recovery_code', 'passkey'] as const satisfies Factor[]
export type Factor = (typeof factors)[number]

/** How long staff may use the desk before they need one, counted from their first role. */
export const GRACE_SECONDS = 86_400

/**
 * How a session of staff stands. `missing`: the desk answers with what to do. Of a shopper it is not asked.
 */
export type SecondFactor = { kind: 'not_asked' | 'proved' | 'demo' | 'missing' } | { kind: 'due'; at: Date }

export const hasSecondFactor = (proved: readonly string[]): boolean =>
  secondFactors.some(factor => proved.includes(factor))

/** Whether a session of staff needs a second factor. It asks the session, and not the account: there are many ways to sign in. */
export function secondFactorOf(
  { email, staffSince, factors }: { email: string; staffSince: Date | null; factors: readonly string[] },
  now: Date,
): SecondFactor {
  if (hasSecondFactor(factors)) return { kind: 'proved' }
  if (isDemoPerson(email)) return { kind: 'demo' }
  if (!staffSince) return { kind: 'missing' }
  const at = new Date(staffSince.getTime() + GRACE_SECONDS * 1_000)
  return now < at ? { kind: 'due', at } : { kind: 'missing' }
}

/** For these people alone a shop without real money asks for none: their passwords stand in its first lines (demo-people.ts). */
const isDemoPerson = (email: string) => email.endsWith(DEMO_MAIL) && !env().stripe.takesRealMoney

/** So long the shop believes that it is still the person who proved it, before something that cannot be taken back. */
export const PROOF_SECONDS = 600

export const proofNeeded = () =>
  new Refusal('proof_needed', 'Nothing was done yet: confirm first that it is you.')

export const isFreshlyProven = (provenAt: Date | null, now: Date): boolean =>
  provenAt !== null && now.getTime() - provenAt.getTime() < PROOF_SECONDS * 1_000
