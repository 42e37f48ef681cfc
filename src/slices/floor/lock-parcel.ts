import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { floorParcels } from './schema.ts'

/** Locks the parcel until the transaction ends. Null: there is none with this id on our floor. */
export async function lockParcel(tx: Tx, id: string | undefined) {
  if (!id) return null
  const [parcel] = await tx.select().from(floorParcels).where(eq(floorParcels.id, id)).for('update')
  return parcel ?? null
}
