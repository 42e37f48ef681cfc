import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import { parcels } from './schema.ts'

/** Notes what has happened to a parcel that has left. Its warehouse knows no more about it, so nobody asks there any longer. */
export async function noteException(tx: Tx, parcelId: string, kind: ExceptionKind): Promise<void> {
  await tx.update(parcels).set({ exception: kind, askAt: null }).where(eq(parcels.id, parcelId))
}
