import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import { parcels } from './schema.ts'

/** Notes what has happened to a parcel that has left. Until that is settled its warehouse is asked on, because it may turn up. */
export async function noteException(tx: Tx, parcelId: string, kind: ExceptionKind): Promise<void> {
  await tx.update(parcels).set({ exception: kind }).where(eq(parcels.id, parcelId))
}
