import { LRUCache } from 'lru-cache'

/** Far more than there are launches at a time; beyond it a reading that nobody asks for is made once more. */
const MOST_KEPT = 1_000

/** Asked each time, so that a test can move it. */
const clock = { perf: { now: () => performance.now() }, ttlResolution: 0 }

/**
 * A reading that a process may use again for `ms` milliseconds: however many ask, it is read once in that time. Keyed by
 * the object it is read from and a word, of which the thousand asked for last are kept, and none that is too old. The word must be
 * ours: with a caller's words a process would keep nothing useful.
 */
export function remembered<From extends object, Value>(
  ms: number,
  read: (from: From, key: string) => Promise<Value>,
  /** What two that are read from have in common when they are one and the same, such as a database and its audited form. */
  same: (from: From) => object = from => from,
) {
  const kept = new WeakMap<object, LRUCache<string, Promise<Value>>>()
  return {
    async get(from: From, key: string): Promise<Value> {
      const own =
        kept.get(same(from)) ?? new LRUCache<string, Promise<Value>>({ max: MOST_KEPT, ttl: ms, ...clock })
      kept.set(same(from), own)
      const known = own.get(key)
      if (known) return known
      own.purgeStale()
      const reading = read(from, key)
      own.set(key, reading)
      // A failed reading is not kept.
      reading.catch(() => own.peek(key) === reading && own.delete(key))
      return reading
    },
    forget(from: From) {
      kept.delete(same(from))
    },
    /** How many readings are kept. */
    size: (from: From) => kept.get(same(from))?.size ?? 0,
  }
}
