import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'
import type { Scan } from '../carrier.ts'
import { scanCodes } from './scan-codes.ts'

/** Twice the length of the longest ids that services use. An index entry holds only a few thousand bytes. */
export const LONGEST_ID = 255
const LONGEST_PLACE = 200

/** A scan in the carrier's words. Its code may be one that the shop does not follow. */
export const scanSchema = z.object({
  id: z.string().min(1).max(LONGEST_ID),
  code: z.string().max(50),
  place: optionally(z.string().trim().max(1_000)),
  at: z.iso.datetime({ offset: true }),
})

/** Null: a code that the shop does not follow. */
export function followed({ id, code, place = '', at }: z.infer<typeof scanSchema>): Scan | null {
  const known = scanCodes.find(each => each === code)
  return known ? { id, code: known, place: place.slice(0, LONGEST_PLACE), at: new Date(at) } : null
}
