import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { lineField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { codeText } from '#platform/fields/text.ts'

const CODE_MAX = 20
const NAME_MAX = 60
/** Warehouses that came with the shop's own data may have longer codes. */
const KNOWN_CODE_MAX = 60

export const newWarehouseSchema = z.object({
  /** Programs and the warehouse itself know it by this; it never changes. */
  code: z
    .string('Give the warehouse a code')
    .overwrite(codeText)
    .max(CODE_MAX, `Use ${CODE_MAX} characters or fewer`)
    .regex(/^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/, 'A code has letters, digits and single dashes, such as leeds-2'),
  name: lineField('Name the warehouse', NAME_MAX),
})
export type NewWarehouse = z.infer<typeof newWarehouseSchema>

/**
 * `paused`: it sends what it has promised and promises nothing more. `closed`: it was empty, and nobody puts anything into it; what
 * customers send back still comes to it. Either can be opened again.
 */
export const warehouseStates = ['open', 'paused', 'closed'] as const
export type WarehouseState = (typeof warehouseStates)[number]

/** `outside`: another company packs, and the shop tells it of each parcel. `own`: our people pick and pack on our floor. */
export const warehouseFloors = ['outside', 'own'] as const
export type WarehouseFloor = (typeof warehouseFloors)[number]

/** `typed`: somebody types the carrier and the number at the hand-over. `bought`: the shop buys a label for each parcel that our people pack. */
export const warehouseLabels = ['typed', 'bought'] as const
export type WarehouseLabels = (typeof warehouseLabels)[number]

/** A warehouse by its code. */
export const warehouseCodeField = z
  .string('Name the warehouse by its code')
  .min(1, 'Name the warehouse by its code')
  .max(KNOWN_CODE_MAX)

export const moveWarehouseSchema = z.object({
  code: warehouseCodeField,
  state: z.enum(warehouseStates),
  reason: reasonSchema,
})
export type MoveWarehouse = z.infer<typeof moveWarehouseSchema>

/** What a program changes of a warehouse: one thing or several. */
export const changeWarehouseSchema = z
  .object({
    state: optionally(z.enum(warehouseStates)),
    floor: optionally(z.enum(warehouseFloors)),
    labels: optionally(z.enum(warehouseLabels)),
    reason: reasonSchema,
  })
  .refine(({ state, floor, labels }) => state ?? floor ?? labels, {
    path: ['state'],
    message: 'Send a state, a floor, or where labels come from',
  })

export const setFloorSchema = z.object({
  code: warehouseCodeField,
  floor: z.enum(warehouseFloors),
  reason: reasonSchema,
})

export const setLabelsSchema = z.object({
  code: warehouseCodeField,
  labels: z.enum(warehouseLabels),
  reason: reasonSchema,
})
