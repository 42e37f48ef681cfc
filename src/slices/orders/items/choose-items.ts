import type { Parcel, ParcelState } from '../delivery/parcels.ts'
import type { ItemsOfParcel, PlannedParcel } from '../events.ts'

/** Units of some lines of an order. */
export type Items = { lineId: string; quantity: number }[]

/** The easier it is to take something out of a parcel, the earlier it is asked for. Nothing is taken out of one that has left. */
const inTheHouse: readonly ParcelState[] = ['planned', 'picking', 'packed']

export const isInTheHouse = ({ state }: Pick<Parcel, 'state'>): boolean => inTheHouse.includes(state)

export type ChosenItems =
  /** `waiting`: the units that are in no parcel. */
  | { kind: 'chosen'; lines: ItemsOfParcel[]; waiting: Items }
  /** Nothing else would be left of an order of which nothing has left. */
  | { kind: 'everything' }
  /** There are only so many of the line in the house. */
  | { kind: 'too-many'; lineId: string; here: number }

/**
 * Where these units are taken out: of what waits for stock and is in no parcel (`outside`) first, then of the parcels with which the warehouse is least far, and of
 * these as few as can be.
 */
export function chooseItems(
  parcels: readonly Parcel[],
  items: Readonly<Items>,
  outside: Readonly<Items> = [],
): ChosenItems {
  const here = parcels.filter(isInTheHouse)
  const lines: ItemsOfParcel[] = []
  const waiting: Items = []
  for (const { lineId, quantity } of items) {
    const places = here
      .map(parcel => ({ parcel, units: unitsIn(parcel, lineId) }))
      .filter(({ units }) => units > 0)
      .sort(
        (one, other) =>
          inTheHouse.indexOf(one.parcel.state) - inTheHouse.indexOf(other.parcel.state) ||
          Number(other.units >= quantity) - Number(one.units >= quantity),
      )
    const waits = Math.min(quantity, sum(outside.filter(line => line.lineId === lineId)))
    if (waits > 0) waiting.push({ lineId, quantity: waits })
    let left = quantity - waits
    for (const { parcel, units } of places) {
      const taken = Math.min(units, left)
      if (taken > 0) lines.push({ lineId, quantity: taken, parcelId: parcel.id })
      left -= taken
    }
    if (left > 0) return { kind: 'too-many', lineId, here: quantity - left }
  }
  const isAll =
    here.length === parcels.length &&
    sum(lines) === sum(parcels.flatMap(parcel => parcel.lines)) &&
    sum(waiting) === sum(outside)
  return isAll ? { kind: 'everything' } : { kind: 'chosen', lines, waiting }
}

/** What is left in a parcel without these units. */
export const linesWithout = (
  { id, lines }: Pick<PlannedParcel, 'id' | 'lines'>,
  items: readonly ItemsOfParcel[],
): PlannedParcel['lines'] =>
  lines
    .map(({ lineId, quantity }) => ({
      lineId,
      quantity: quantity - sum(items.filter(item => item.parcelId === id && item.lineId === lineId)),
    }))
    .filter(({ quantity }) => quantity > 0)

const unitsIn = ({ lines }: Parcel, lineId: string): number =>
  sum(lines.filter(line => line.lineId === lineId))

const sum = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((units, { quantity }) => units + quantity, 0)
