import { eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { type FloorCtx, noParcel } from '../floor-ctx.ts'
import { readFloorParcel } from '../queries.ts'
import { floorParcels } from '../schema.ts'
import type { Slip } from './draw-slip.tsx'

const countries = new Intl.DisplayNames('en-GB', { type: 'region' })

/** What stands on the packing slip of a parcel, with the address to which it goes. Somebody of another warehouse is refused. */
export async function readSlip(ctx: FloorCtx, id: string): Promise<Slip> {
  const parcel = await readFloorParcel(ctx, id)
  if (!parcel) throw noParcel()
  if (parcel.state === 'stopped') throw new Refusal('conflict', 'This parcel is not sent.')
  const [events, warehouses, version] = await Promise.all([
    readEvents(ctx.db, parcel.orderId),
    readWarehouses(ctx.db),
    readToldVersion(ctx.db, id),
  ])
  const { name, line1, line2, city, region, postalCode, country } = addressAt(events, version)
  const place = [city, region, postalCode].filter(Boolean).join(' ')
  return {
    orderNumber: parcel.orderNumber,
    warehouse: warehouses.find(({ id }) => id === parcel.warehouseId)?.name ?? '',
    shippingMethod: parcel.shippingMethod,
    shipTo: [name, line1, line2, place, countries.of(country)].flatMap(line => (line ? [line] : [])),
    lines: parcel.lines.map(({ sku, name, options, quantity }) => ({
      sku,
      name: [name, ...Object.values(options)].join(', '),
      quantity,
    })),
    drawnAt: ctx.now(),
  }
}

/** The order's version in which the address stands to which the parcel goes. */
async function readToldVersion(db: DbOrTx, id: string): Promise<number> {
  const [found] = await db
    .select({ version: floorParcels.toldVersion })
    .from(floorParcels)
    .where(eq(floorParcels.id, id))
  if (!found) throw noParcel()
  return found.version
}
