import { z } from 'zod'
import { lineField } from '#platform/fields/fields.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { isGuessedFirst } from './guessed-pins.ts'

const STATION_NAME_MAX = 60
export const PIN_DIGITS = 6

export const openStationSchema = z.object({
  name: lineField('Give it a name, such as “Packing bench 2”', STATION_NAME_MAX),
  warehouse: warehouseCodeField,
})

const pinField = z.string('Enter six digits').regex(/^[0-9]{6}$/, 'Enter six digits')

export const setPinSchema = z.object({
  pin: pinField.refine(pin => !isGuessedFirst(pin), 'This one is guessed first. Choose another'),
})

/** A PIN that is tried: one that nobody may choose is wrong, and nothing else. */
export const beginShiftSchema = z.object({ person: z.uuid('Choose who you are'), pin: pinField })
