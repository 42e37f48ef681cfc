import { POLICY_PAGES } from '#platform/http/policy-pages.ts'
import { sorts } from '#slices/catalog/browsing.ts'

const SLUG = /^[a-z0-9-]{1,80}$/
const OPTION = /^[\p{L}\p{N} -]{1,40}$/u
/** Few shoppers look further, and a copy grows with each page. */
const KEPT_PAGES = ['1', '2', '3']

/** The parameters that a kept address of a kind may have, and their values. */
const kinds: Record<string, Record<string, (value: string) => boolean>> = {
  '': {},
  ...Object.fromEntries(POLICY_PAGES.map(page => [page, {}])),
  categories: {
    sort: value => (sorts as readonly string[]).includes(value),
    page: value => KEPT_PAGES.includes(value),
  },
  products: { colour: value => OPTION.test(value), size: value => OPTION.test(value) },
}

/**
 * The address that a page may be kept under, its parameters in one order; null for a page that is rendered for each
 * caller. Anything unknown in an address is reason enough; whether the thing comes in such a colour is known once it is rendered, and
 * then a page for a made-up one is not kept either.
 */
export function keptAddress(url: string): string | null {
  if (!url.startsWith('/') || url.length > 300) return null
  const [path = '', query = ''] = url.split('?', 2)
  const [, kind = '', slug, ...more] = path.split('/')
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!known || more.length) return null
  const standsAlone = kind === '' || POLICY_PAGES.includes(kind)
  if (standsAlone ? slug !== undefined : !SLUG.test(slug ?? '')) return null
  const given = [...new URLSearchParams(query)]
  if (new Set(given.map(([name]) => name)).size < given.length) return null
  if (!given.every(([name, value]) => Object.hasOwn(known, name) && known[name]?.(value))) return null
  const inOrder = new URLSearchParams(given.sort(([a], [b]) => (a < b ? -1 : 1)))
  return inOrder.size ? `${path}?${inOrder}` : path
}

/** The parameters of an address. The page itself says which of them it knows (lib/page-notes.ts). */
export function choicesOf(address: string): string[] {
  const query = new URLSearchParams(address.split('?', 2)[1] ?? '')
  return [...query].map(([name, value]) => `${name}=${value}`)
}
