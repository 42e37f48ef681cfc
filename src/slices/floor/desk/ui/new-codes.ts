/** A code that was out of sight for so long counts again: the next thing of its kind is held before the camera. */
const OUT_OF_SIGHT_MS = 1_000

/** Answers which of the codes in the picture have just come into sight. What stays in sight counts once; blurred pictures in between do not matter. */
export function newCodes(): (seen: readonly string[], atMs: number) => string[] {
  const lastSeen = new Map<string, number>()
  return (seen, atMs) => {
    const fresh = [...new Set(seen)].filter(code => {
      const before = lastSeen.get(code)
      return before === undefined || atMs - before > OUT_OF_SIGHT_MS
    })
    for (const code of seen) lastSeen.set(code, atMs)
    return fresh
  }
}
