import { env } from '#lib/env.ts'
import { api } from '#trpc/server.tsx'
import { SHOP_PART, sitemapIndex } from '../sitemaps/sitemap-xml.ts'

export const dynamic = 'force-dynamic'

/** The sitemaps of the shop: one of its own pages and one for each category. */
export async function GET() {
  const categories = await (await api()).catalog.categories()
  const parts = [SHOP_PART, ...categories.map(({ slug }) => slug)]
  return new Response(sitemapIndex(parts.map(part => `${env().shopUrl}/sitemaps/${part}`)), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  })
}
