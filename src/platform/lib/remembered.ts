/** Far more than there are launches at a time; beyond it the oldest reading is made once more. */
const MOST_KEPT = 1_000

/**
 * A reading that a process may use again for `ms` milliseconds: however many ask, it is read once in that time. Keyed by
 * the object it is read from and a word, of which the newest thousand are kept, and none that is too old. The word must be ours: with
 * a caller's words a process would keep nothing useful.
 */
export function remembered<From extends object, Value>(
  ms: number,
  read: (from: From, key: string) => Promise<Value>,
) {
  const kept = new WeakMap<From, Map<string, { at: number; value: Promise<Value> }>>()
  return {
    async get(from: From, key: string): Promise<Value> {
      const own = kept.get(from) ?? new Map<string, { at: number; value: Promise<Value> }>()
      kept.set(from, own)
      const known = own.get(key)
      if (known && performance.now() - known.at < ms) return known.value
      const reading = { at: performance.now(), value: read(from, key) }
      // A map keeps its order, so the oldest stand first.
      own.delete(key)
      own.set(key, reading)
      for (const [word, { at }] of own) {
        if (own.size <= MOST_KEPT && reading.at - at < ms) break
        own.delete(word)
      }
      // A failed reading is not kept.
      reading.value.catch(() => own.get(key) === reading && own.delete(key))
      return reading.value
    },
    forget(from: From) {
      kept.delete(from)
    },
    /** How many readings are kept. */
    size: (from: From) => kept.get(from)?.size ?? 0,
  }
}
