/** Chance from a seed: the same seed gives the same run. */
export type Random = {
  /** 0 <= x < 1 */
  next: () => number
  /** from..to, both included */
  int: (from: number, to: number) => number
  chance: (probability: number) => boolean
  pick: <T>(items: readonly T[]) => T
  /** Of `[weight, item]` pairs, one. */
  weighed: <T>(items: readonly (readonly [number, T])[]) => T
  uuid: () => string
}

/** mulberry32 (Tommy Ettinger, public domain), begun from the words' hash, so that each part of a run draws on its own. */
export function random(...words: (string | number)[]): Random {
  let state = hash(words.join(' '))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: probability => next() < probability,
    pick: items => items[int(0, items.length - 1)] as (typeof items)[number],
    weighed(items) {
      let left = next() * items.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, item] of items) {
        left -= weight
        if (left < 0) return item
      }
      return (items.at(-1) as (typeof items)[number])[1]
    },
    uuid() {
      const hex = Array.from({ length: 32 }, () => int(0, 15).toString(16)).join('')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let hashed = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hashed = Math.imul(hashed ^ text.charCodeAt(index), 0x01000193)
  return hashed
}
