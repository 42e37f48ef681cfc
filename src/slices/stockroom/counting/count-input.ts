import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { skuField } from '#platform/fields/fields.ts'
import { momentField } from '#platform/fields/moment-field.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { countSchema as shelfCount } from '#slices/inventory/desk/launch-input.ts'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'

/** A longer walk is several counts. */
export const COUNT_LINES_MAX = 500

export const countLineSchema = z.object({
  sku: skuField,
  counted: shelfCount.shape.counted,
  /** When it was counted, by the device's clock; left out: now. What moved since then is added. */
  at: optionally(momentField('Send the moment with its time zone, like 2026-11-29T08:00:00Z')),
})

const lines = z
  .array(countLineSchema)
  .min(1, 'Count at least one SKU')
  .max(COUNT_LINES_MAX, `Send ${COUNT_LINES_MAX} lines or fewer`)
  .refine(lines => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'Name each SKU once')

export const countSchema = z.object({
  /** The caller makes it before sending: the same id is the same count. */
  id: z.uuid('Send a UUID as the id of the count'),
  warehouse: warehouseCodeField,
  /** The bin that was counted; left out: the whole shelf of each SKU. */
  bin: optionally(binField),
  lines,
})
export type CountInput = z.infer<typeof countSchema>
export type CountedLine = CountInput['lines'][number]

export const recountSchema = z.object({ id: z.uuid(), lines })

export const endCountSchema = z.object({
  id: z.uuid(),
  /** Left out: every line that waits. */
  skus: optionally(z.array(skuField).min(1, 'Name at least one SKU').max(COUNT_LINES_MAX)),
  reason: reasonSchema,
})
export type EndCountInput = z.infer<typeof endCountSchema>
