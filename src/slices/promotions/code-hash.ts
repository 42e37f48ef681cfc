import { sha256 } from '#platform/lib/hash.ts'

/** The hash under which a normalised code is found. It has no secret of its own: a code that can be guessed is no secret either. */
export const hashOfCode = (code: string): string => sha256(code)
