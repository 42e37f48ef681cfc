import type { KeptRows } from '#platform/db/kept-rows.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from '../house.ts'

/** What each slice says that retention throws away. */
export const keptRows: readonly KeptRows[] = house.flatMap((one: Slice) => one.keeps ?? [])
