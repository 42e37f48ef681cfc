const DIGITS = 6

/**
 * The bin's code with its numbers filled up with noughts, so that texts stand in the order in which people walk: `A-2-10` comes after `A-2-9`.
 * A code says zone, rack and level from left to right.
 */
export const walkKey = (bin: string): string =>
  bin.toUpperCase().replace(/\d+/g, number => number.padStart(DIGITS, '0'))
