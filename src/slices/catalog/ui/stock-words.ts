/** The shop shows the exact number up to this many units. */
export const FEW_UNITS = 5

export type StockWords = { words: string; tone: 'plenty' | 'few' | 'none' }

/** "In stock", "Only 3 left" (the true number), "Sold out". */
export function stockWords(available: number): StockWords {
  if (available <= 0) return { words: 'Sold out', tone: 'none' }
  if (available <= FEW_UNITS) return { words: `Only ${available} left`, tone: 'few' }
  return { words: 'In stock', tone: 'plenty' }
}
