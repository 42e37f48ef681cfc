import { readActor } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { formatDateTime } from '#platform/ui/format.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import { readEventsOf } from '#slices/orders/queries.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import type { ManifestSheet } from './draw-manifest.tsx'
import { readManifest } from './read-manifests.ts'

/** What stands on the printed list, with the country and the postcode to which each parcel goes. */
export async function readSheet(
  ctx: Pick<FloorCtx, 'db' | 'rights' | 'now'>,
  id: string,
): Promise<ManifestSheet> {
  const manifest = await readManifest(ctx, id)
  if (!manifest) throw new Refusal('not_found', 'There is no such list.')
  const { carrier, warehouseName: warehouse, timeZone, madeAt, actor, parcels } = manifest
  const events = await readEventsOf(
    ctx.db,
    parcels.map(({ orderId }) => orderId),
  )
  const by = readActor(actor)
  return {
    id,
    carrier,
    warehouse,
    madeAt: formatDateTime(madeAt, { timeZone }),
    by: 'name' in by ? by.name : by.kind,
    parcels: parcels.map(({ id, orderId, trackingNumber, orderNumber, weightGrams, toldVersion }) => {
      const { country, postalCode } = addressAt(events.get(orderId) ?? [], toldVersion)
      return { id, trackingNumber, orderNumber, weightGrams, country, postalCode: postalCode ?? '' }
    }),
    drawnAt: ctx.now(),
  }
}
