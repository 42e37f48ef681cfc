import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { scanSchema } from '../scans/scan-input.ts'

const { code, quantity } = scanSchema.shape

export const writeOffSchema = z.object({
  /** The caller makes it before sending: the same id is the same loss. */
  id: z.uuid('Send a UUID as the id of the loss'),
  parcel: z.uuid('There is no such parcel'),
  /** The SKU or the barcode of the item. */
  code,
  quantity,
  reason: reasonSchema,
})
export type WriteOff = z.infer<typeof writeOffSchema>
