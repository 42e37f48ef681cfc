import type { RateLimit } from '#platform/http/rate-limits.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'

const declared = house
  .flatMap((one: Slice) => Object.values(one.limits ?? {}))
  .flatMap(({ byVisitor, ...limit }): RateLimit[] => (byVisitor ? [limit, byVisitor] : [limit]))

/** Every limit by its name, under which all processes count together. */
export const rateLimits: ReadonlyMap<string, RateLimit> = new Map(declared.map(limit => [limit.name, limit]))

if (rateLimits.size < declared.length)
  throw new Error('Two limits bear the same name and would count together.')
