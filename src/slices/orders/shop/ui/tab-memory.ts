/** The storage of this tab, which survives a reload. */
export type TabMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const inMemory = new Map<string, string>()

/** A stand-in when the browser stores nothing (storage switched off). It lasts until the reload. */
const fallback: TabMemory = {
  getItem: key => inMemory.get(key) ?? null,
  setItem: (key, value) => void inMemory.set(key, value),
  removeItem: key => void inMemory.delete(key),
}

/** The tab's sessionStorage, or the stand-in. Only for the browser. */
export function tabMemory(): TabMemory {
  try {
    const probe = 'orderly.probe'
    window.sessionStorage.setItem(probe, '1')
    window.sessionStorage.removeItem(probe)
    return window.sessionStorage
  } catch {
    return fallback
  }
}

/** The stored JSON. Null when there is none or it cannot be read. */
export function recall(memory: TabMemory, key: string): unknown {
  const text = memory.getItem(key)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
