import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { variants } from './schema.ts'

/** Keeps others from planning for the same variant until the transaction ends. False: there is no such variant. */
export async function lockVariant(tx: Tx, variantId: string): Promise<boolean> {
  const locked = await tx
    .select({ id: variants.id })
    .from(variants)
    .where(eq(variants.id, variantId))
    .for('no key update')
  return locked.length === 1
}
