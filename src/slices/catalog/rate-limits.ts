import { defineLimits } from '#platform/http/rate-limits.ts'

export const catalogLimits = defineLimits({
  /** Ten a second: a fast typist, or an office of them. */
  search: { most: 600, seconds: 60, byVisitor: { most: 240, seconds: 60 } },
  /** One a second: each costs a second of a core, and a shop is filled with pictures once. */
  addPicture: { most: 60, seconds: 60 },
  /** Of pictures that this process does not have in its memory: two hundred pages with ten each. It guards the storage. */
  picture: { most: 2_000, seconds: 60, alone: true },
})
