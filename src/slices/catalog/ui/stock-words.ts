import { type Later, laterWords } from '../later.ts'

/** The shop shows the exact number up to this many units. */
export const FEW_UNITS = 5

export type StockWords = { words: string; tone: 'plenty' | 'few' | 'later' | 'none' }

/** "In stock", "Only 3 left" (the true number), "Not in stock now; leaves from Fri 11 Dec", "Sold out". */
export function stockWords(available: number, later: Later | null = null): StockWords {
  if (available <= 0 && later) return { words: laterWords(later), tone: 'later' }
  if (available <= 0) return { words: 'Sold out', tone: 'none' }
  if (available <= FEW_UNITS) return { words: `Only ${available} left`, tone: 'few' }
  return { words: 'In stock', tone: 'plenty' }
}
