import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { proofs } from '../schema.ts'
import type { ProofPurpose } from './proof.ts'

/**
 * Takes back links that were mailed and not used. A stranger who was in the account may have asked for one: it must not let them
 * back in after the owner changed the password or the address.
 */
export async function voidLinks(tx: Tx, customerId: string, purposes: ProofPurpose[]): Promise<void> {
  await tx
    .delete(proofs)
    .where(and(eq(proofs.customerId, customerId), inArray(proofs.purpose, purposes), isNull(proofs.usedAt)))
}
