/**
 * A reading that a process may use again for `ms` milliseconds: however many ask, it is read once in that time. Keyed by
 * whom it is read from and a word.
 */
export function remembered<From extends object, Value>(
  ms: number,
  read: (from: From, key: string) => Promise<Value>,
) {
  const kept = new WeakMap<From, Map<string, { at: number; value: Promise<Value> }>>()
  return {
    async get(from: From, key: string): Promise<Value> {
      const own = kept.get(from) ?? new Map()
      kept.set(from, own)
      const known = own.get(key)
      if (known && performance.now() - known.at < ms) return known.value
      const value = read(from, key)
      own.set(key, { at: performance.now(), value })
      // What failed is not kept.
      value.catch(() => own.delete(key))
      return value
    },
    forget(from: From) {
      kept.delete(from)
    },
  }
}
