import { z } from 'zod'
import type { proofs } from '../schema.ts'

export type Proof = typeof proofs.$inferSelect
export type ProofPurpose = Proof['purpose']

/** The notifications slice is above this one and works through this queue. */
export const ACCOUNT_LINK_QUEUE = 'notifications.send-account-link'
/** After it was used, the job tells the address that was replaced. */
export const accountLinkSchema = z.object({ proofId: z.uuid() })
export type AccountLink = z.infer<typeof accountLinkSchema>

/** An address may be proved days later; a new password has an hour, since a lost phone would open the account. */
export const PROOF_HOURS: Record<ProofPurpose, number> = { address: 168, password: 1, new_email: 24 }

export const proofKeySchema = z.object({ id: z.uuid(), key: z.string().max(100) })
export type ProofKey = z.infer<typeof proofKeySchema>
