import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { daySchema } from '#platform/fields/day-schema.ts'
import { lineField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { codeText } from '#platform/fields/text.ts'

const CODE_MAX = 20
const NAME_MAX = 60
/** Warehouses that came with the shop's own data may have longer codes. */
const KNOWN_CODE_MAX = 60

/** `outside`: another company packs, and the shop tells it of each parcel. `own`: our people pick and pack on our floor. */
export const warehouseFloors = ['outside', 'own'] as const
export type WarehouseFloor = (typeof warehouseFloors)[number]

export const newWarehouseSchema = z.object({
  /** Programs and the warehouse itself know it by this; it never changes. */
  code: z
    .string('Give the warehouse a code')
    .overwrite(codeText)
    .max(CODE_MAX, `Use ${CODE_MAX} characters or fewer`)
    .regex(/^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/, 'A code has letters, digits and single dashes, such as leeds-2'),
  name: lineField('Name the warehouse', NAME_MAX),
  /** Our own people pack there unless another company does. */
  floor: optionally(z.enum(warehouseFloors, `One of ${warehouseFloors.join(', ')}`)),
})
export type NewWarehouse = z.infer<typeof newWarehouseSchema>

/**
 * `paused`: it sends what it has promised and promises nothing more. `closed`: it was empty, and nobody puts anything into it; what
 * customers send back still comes to it. Either can be opened again.
 */
export const warehouseStates = ['open', 'paused', 'closed'] as const
export type WarehouseState = (typeof warehouseStates)[number]

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

/** The cut-off as people write it, by the warehouse's own clock. */
const cutOffField = z
  .string('Write the cut-off as 16:00')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the cut-off as 16:00')

const timeZoneField = z
  .string('Name the time zone')
  .max(60, 'Name a time zone such as Europe/London')
  .refine(isTimeZone, 'Name a time zone such as Europe/London')

function isTimeZone(name: string): boolean {
  try {
    return Boolean(name && new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const workingDaysField = z
  .array(z.int().min(0).max(6), 'Choose the days on which parcels leave')
  .min(1, 'Choose a day on which parcels leave')
  .max(7)
  .transform(days => [...new Set(days)].sort())

/** More than a year of them would leave no day on which anything leaves. */
const CLOSED_DAYS_MAX = 100

const closedDaysField = z
  .array(daySchema, 'Name the days')
  .max(CLOSED_DAYS_MAX, `Name ${CLOSED_DAYS_MAX} days or fewer`)
  .refine(days => days.every(day => day >= '2000' && day < '2200'), 'Name days of this century')
  .transform(days => [...new Set(days)].sort())

/** When parcels leave a warehouse. `closedDays` takes the place of all the days that were named before. */
const hoursFields = {
  cutOff: cutOffField,
  timeZone: timeZoneField,
  workingDays: workingDaysField,
  closedDays: closedDaysField,
}

/** What a program changes of a warehouse: at least one thing. */
export const changeWarehouseSchema = z
  .object({
    state: optionally(z.enum(warehouseStates)),
    floor: optionally(z.enum(warehouseFloors)),
    labels: optionally(z.enum(warehouseLabels)),
    cutOff: optionally(hoursFields.cutOff),
    timeZone: optionally(hoursFields.timeZone),
    workingDays: optionally(hoursFields.workingDays),
    closedDays: optionally(hoursFields.closedDays),
    reason: reasonSchema,
  })
  .refine(({ reason: _, ...changed }) => Object.values(changed).some(value => value !== undefined), {
    path: ['state'],
    message: 'Send what is to change: a state, a floor, where labels come from or when parcels leave',
  })

export const setHoursSchema = z.object({ code: warehouseCodeField, ...hoursFields, reason: reasonSchema })
export type NewHours = Partial<Omit<z.infer<typeof setHoursSchema>, 'code' | 'reason'>>

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
