import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

/** Every point with the slice that declares it. */
export const declaredPoints: readonly { point: string; slice: string }[] = house.flatMap((one: Slice) =>
  Object.keys(one.faultPoints ?? {}).map(point => ({ point, slice: one.name })),
)
