import { type Scan, scanSchema } from '#slices/floor/scans/scan-input.ts'

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { keys: () => string[] }
export type Kept = { by: string; scan: Scan }

const PREFIX = 'orderly.floor.scan.'

/**
 * The scans that a device keeps, each under a key of its own: two tabs that keep one at the same moment lose neither. Their ids are UUIDs of version 7,
 * so that the order of the keys is that in which they were made.
 */
export function keptScans(store: Store) {
  // A kept scan never changes, so that each is read once.
  let known = new Map<string, Kept | null>()
  return {
    all(): Kept[] {
      const keys = store
        .keys()
        .filter(key => key.startsWith(PREFIX))
        .sort()
      known = new Map(keys.map(key => [key, known.get(key) ?? parsed(store.getItem(key))]))
      return keys.flatMap(key => known.get(key) ?? [])
    },
    /** False: the device has no room. */
    add(one: Kept): boolean {
      try {
        store.setItem(PREFIX + one.scan.id, JSON.stringify(one))
        return true
      } catch {
        return false
      }
    },
    remove: (id: string) => store.removeItem(PREFIX + id),
  }
}

export const isKeptScan = (key: string | null): boolean => key === null || key.startsWith(PREFIX)

/** Null: something else stands there. */
function parsed(text: string | null): Kept | null {
  try {
    const { by, scan } = JSON.parse(text ?? '') as { by?: unknown; scan?: unknown }
    const { data } = scanSchema.safeParse(scan)
    return typeof by === 'string' && data ? { by, scan: data } : null
  } catch {
    return null
  }
}

/** A device whose browser keeps nothing still works while it has a line. */
export function deviceStore(): Store {
  try {
    const { localStorage } = window
    return {
      keys: () => Object.keys(localStorage),
      getItem: key => localStorage.getItem(key),
      setItem: (key, text) => localStorage.setItem(key, text),
      removeItem: key => localStorage.removeItem(key),
    }
  } catch {
    return memoryStore()
  }
}

export function memoryStore(): Store {
  const held = new Map<string, string>()
  return {
    keys: () => [...held.keys()],
    getItem: key => held.get(key) ?? null,
    setItem: (key, text) => void held.set(key, text),
    removeItem: key => void held.delete(key),
  }
}
