/** Where to go after signing in: a path on this site, else `fallback`. A link from outside cannot send people elsewhere. */
export function safeNext(next: string | string[] | undefined, fallback = '/account/orders'): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return fallback
  const here = 'https://shop.invalid'
  const url = URL.parse(next, here)
  return url?.origin === here ? url.pathname + url.search + url.hash : fallback
}
