import type { OwnRows } from '#platform/db/own-data.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

/** The tables of all slices in which something of a customer stands. */
export const ownTables: Readonly<Record<string, OwnRows>> = Object.assign(
  {},
  ...house.map((one: Slice) => one.ownData ?? {}),
)
