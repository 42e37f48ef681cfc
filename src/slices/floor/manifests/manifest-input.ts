import { z } from 'zod'
import { freeLine } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { CARRIER_MAX } from '../packing/packing-input.ts'

/** A van holds no more, and all of them leave in one transaction. */
export const MANIFEST_PARCELS_MAX = 500

export const manifestSchema = z.object({
  id: z.uuid('Send a UUID as the id of the list'),
  warehouse: warehouseCodeField,
  carrier: freeLine(CARRIER_MAX).min(1, 'Name the carrier'),
  /** Left out: all that is packed for the carrier. */
  parcels: optionally(
    z
      .array(z.uuid('There is no such parcel'), 'Send a list of parcels')
      .min(1, 'Name at least one parcel, or leave it out')
      .max(MANIFEST_PARCELS_MAX, `Name ${MANIFEST_PARCELS_MAX} or fewer`)
      .refine(ids => new Set(ids).size === ids.length, 'Name each parcel once'),
  ),
})
export type NewManifest = z.infer<typeof manifestSchema>
