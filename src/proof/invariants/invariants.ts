import type { Invariant } from '#platform/db/invariant.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from '#run/house.ts'
import { betweenSlices } from './between-slices.ts'

/** The invariants of the shop: those of each slice, and those between slices. Every count must be 0. */
export const invariants: readonly Invariant[] = [
  ...house.flatMap((one: Slice) => one.invariants ?? []),
  ...betweenSlices,
].toSorted((one, other) => one.number - other.number)

const numbers = invariants.map(({ number }) => number)
const twice = numbers.filter((number, index) => numbers.indexOf(number) < index)
if (twice.length) throw new Error(`Two invariants have the same number: ${twice.join(', ')}.`)
