/** The numbers of rows over which the stock of a variant in a warehouse may be spread. */
export const MAX_BUCKETS = 64

/** Only powers of two: a buyer begins with the bucket nearest to their number by XOR, and that spreads buyers evenly. */
export const bucketCounts = [1, 2, 4, 8, 16, 32, 64] as const
