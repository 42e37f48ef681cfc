/**
 * The letters of a code: no vowels, so that no code is a word; no Y, L and Q, which look like V, I and O; and no digits, so that no code looks like
 * the number of a bank card.
 */
export const CODE_LETTERS = 'BCDFGHJKMNPRSTVWXZ'

/** What somebody may type as a code: sixteen letters with spaces and dashes, and room for a slip. */
export const MOST_TYPED = 60
