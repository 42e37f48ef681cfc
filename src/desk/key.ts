/** What a key on the desk asks for. */
export type DeskKey = 'search' | 'next' | 'previous' | 'orders' | 'today' | 'list'

/** Reads a key; `afterG`: the one before it was G, a moment ago. */
export function readKey(key: string, afterG: boolean): DeskKey | null {
  if (afterG) return pairs[key.toLowerCase()] ?? null
  return singles[key.toLowerCase()] ?? null
}

const pairs: Record<string, DeskKey> = { o: 'orders', t: 'today' }
const singles: Record<string, DeskKey> = { '/': 'search', j: 'next', k: 'previous', '?': 'list' }
