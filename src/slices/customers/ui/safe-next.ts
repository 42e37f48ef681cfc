const HERE = 'https://shop.invalid'

/**
 * Where to go after signing in: a path on this site, else `fallback`. A link from outside cannot send people elsewhere.
 * What is answered is what was judged: dot segments, tabs and backslashes are gone by then, and some leave `//elsewhere`.
 */
export function safeNext(next: string | string[] | undefined, fallback = '/account/orders'): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return fallback
  const url = URL.parse(next, HERE)
  if (url?.origin !== HERE) return fallback
  const path = url.pathname + url.search + url.hash
  return isOnThisSite(path) ? path : fallback
}

/** Read once more, it is the same path of the same site. */
function isOnThisSite(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && URL.parse(path, HERE)?.href === HERE + path
}
