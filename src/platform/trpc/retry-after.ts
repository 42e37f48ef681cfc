const TOO_MANY = 'rate_limited'

/** The part of a page's rendering error that Next.js passes to the browser. */
export const digestOf = (retryAfterSeconds: number) => `${TOO_MANY};${retryAfterSeconds}`

/** After how many seconds to ask again, when too many asked before; null for every other failure. */
export function retryAfterOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null
  const { data, digest } = error as {
    // As a procedure's answer has it (trpc/init.ts), and as better-auth's has it (auth/limit-signing-in.ts).
    data?: { code?: unknown; retryAfterSeconds?: unknown }
    digest?: unknown
  }
  if (data?.code === 'TOO_MANY_REQUESTS')
    return typeof data.retryAfterSeconds === 'number' ? data.retryAfterSeconds : 60
  const [word, seconds] = String(digest ?? '').split(';')
  return word === TOO_MANY ? Number(seconds) || 60 : null
}
