const HERE = 'https://shop.invalid'

/**
 * The page after signing in: a path on this site, else `fallback`. A link from outside cannot send people elsewhere.
 * It checks the path that it answers: parsing removes dot segments, tabs and backslashes first, and some leave `//elsewhere`.
 */
export function safeNext(next: string | string[] | undefined, fallback = '/account/orders'): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return fallback
  const url = URL.parse(next, HERE)
  if (url?.origin !== HERE) return fallback
  const path = url.pathname + url.search + url.hash
  return isOnThisSite(path) ? path : fallback
}

/** True when a second parse gives the same path on the same site. */
function isOnThisSite(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && URL.parse(path, HERE)?.href === HERE + path
}
