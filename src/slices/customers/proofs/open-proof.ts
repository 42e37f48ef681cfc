import { and, eq, gt, isNull } from 'drizzle-orm'
import { customers } from '#platform/auth/schema.ts'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { proofs } from '../schema.ts'
import type { Proof, ProofKey } from './proof.ts'
import { proofKeyFits } from './proof-key.ts'

export type OpenedProof = Proof & { state: 'open' | 'used' | 'expired'; isProved: boolean }

/** Reads what a link is for, for the person who holds it. A wrong key and an unknown id are the same. */
export async function openProof(db: DbOrTx, { id, key }: ProofKey, now: Date): Promise<OpenedProof | null> {
  if (!proofKeyFits(id, key)) return null
  const [found] = await db
    .select({ proof: proofs, isProved: customers.emailVerified })
    .from(proofs)
    .innerJoin(customers, eq(customers.id, proofs.customerId))
    .where(eq(proofs.id, id))
  if (!found) return null
  const { proof, isProved } = found
  const state = proof.usedAt ? 'used' : proof.expiresAt <= now ? 'expired' : 'open'
  return { ...proof, state, isProved }
}

/** For the mail that carries it. */
export async function readProof(db: DbOrTx, proofId: string): Promise<Proof | null> {
  const [proof] = await db.select().from(proofs).where(eq(proofs.id, proofId))
  return proof ?? null
}

/** Takes the link, in the transaction of what it is good for. The guard stands in the UPDATE, so that of two presses one counts. */
export async function takeProof(tx: Tx, proofId: string, now: Date): Promise<void> {
  const [taken] = await tx
    .update(proofs)
    .set({ usedAt: now })
    .where(and(eq(proofs.id, proofId), isNull(proofs.usedAt), gt(proofs.expiresAt, now)))
    .returning({ id: proofs.id })
  if (!taken) throw new Refusal('conflict', 'This link was used already, or its time is over.')
}
