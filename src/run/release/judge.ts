/** Looks at the shop in one way. A sentence: the new version must go, and why. */
export type Witness = () => Promise<string | null>

const BETWEEN_LOOKS_MS = 1_000

/**
 * Watches the shop for so long, each witness at its own pace, and each at least once. The first that speaks against the new version is
 * heard. Null: it may stay.
 */
export async function judge(
  witnesses: readonly Witness[],
  { seconds, betweenMs = BETWEEN_LOOKS_MS }: { seconds: number; betweenMs?: number },
): Promise<string | null> {
  const endMs = performance.now() + seconds * 1_000
  const said: string[] = []
  const hear = async (witness: Witness) => {
    do {
      const why = await witness().catch(inOneLine)
      if (why) said.push(why)
      if (!said.length) await new Promise(done => setTimeout(done, betweenMs))
    } while (!said.length && performance.now() < endMs)
  }
  await Promise.all(witnesses.map(hear))
  return said[0] ?? null
}

/** What could not be looked at cannot be vouched for. */
const inOneLine = (error: unknown) =>
  `The judge could not look: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`
