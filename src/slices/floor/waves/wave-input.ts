import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { waveKinds } from '../floor-states.ts'

/** A wave with more would not be walked in one shift. */
export const WAVE_PARCELS_MAX = 1_000

export const waveSchema = z.object({
  /** The caller may make it before sending: the same id is the same wave. */
  id: optionally(z.uuid('Send a UUID as the id of the wave')),
  warehouse: warehouseCodeField,
  kind: z.enum(waveKinds, `One of ${waveKinds.join(', ')}`),
  /** At most so many parcels, those that wait longest. */
  most: optionally(
    z
      .int('Enter a whole number')
      .min(1, 'Enter 1 or more')
      .max(WAVE_PARCELS_MAX, `Enter ${WAVE_PARCELS_MAX.toLocaleString('en-GB')} or fewer`),
  ),
})
export type NewWave = z.infer<typeof waveSchema>
