/**
 * The letters of a code: no vowels, so that no code is a word; no Y, L and Q, which look like V, I and O; and no digits, so that no code looks like
 * the number of a bank card.
 */
export const CODE_LETTERS = 'BCDFGHJKMNPRSTVWXZ'

/** What somebody may type as a code: sixteen letters with spaces and dashes, and room for a slip. */
export const MOST_TYPED = 60

/** The most cards that may pay together. */
export const MAX_GIFT_CODES = 10

export const LETTERS_IN_CODE = 16
const written = new RegExp(`^[${CODE_LETTERS}]{${LETTERS_IN_CODE}}$`)

/** The letters of a typed code, whatever its case, spaces and dashes; null when it cannot be one. */
export function readGiftCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]+/gu, '')
    .toUpperCase()
  return written.test(letters) ? letters : null
}
