import type { KeptOfPeople, Slice } from '#platform/slice.ts'
import { house } from './house.ts'

/** What the shop keeps of a person, in the order in which the page on privacy says it. */
export const keptOfPeople: readonly KeptOfPeople[] = house
  .flatMap((one: Slice) => one.keepsOfPeople ?? [])
  .sort((one, other) => one.place - other.place)
