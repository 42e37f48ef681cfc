/** The part for pages and products outside all categories. No category has the slug `all`. */
export const SHOP_PART = 'all'

/** A sitemap of sitemaps (https://www.sitemaps.org/protocol.html) with absolute addresses. */
export const sitemapIndex = (parts: readonly string[]): string => listed('sitemapindex', 'sitemap', parts)

/** One sitemap with absolute addresses. */
export const sitemap = (pages: readonly string[]): string => listed('urlset', 'url', pages)

function listed(list: string, item: string, addresses: readonly string[]): string {
  const items = addresses.map(address => `<${item}><loc>${escaped(address)}</loc></${item}>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${list} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('\n')}\n</${list}>\n`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
