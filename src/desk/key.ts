/** The commands of the desk's keys. */
export type DeskKey = 'search' | 'next' | 'previous' | 'orders' | 'today' | 'list'

/** Reads a key. `afterG` means that the key before it was G, a moment ago. */
export function readKey(key: string, afterG: boolean): DeskKey | null {
  if (afterG) return pairs[key.toLowerCase()] ?? null
  return singles[key.toLowerCase()] ?? null
}

const pairs: Record<string, DeskKey> = { o: 'orders', t: 'today' }
const singles: Record<string, DeskKey> = { '/': 'search', j: 'next', k: 'previous', '?': 'list' }
