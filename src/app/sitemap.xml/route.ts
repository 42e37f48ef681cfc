import { POLICY_PAGES } from '#platform/http/policy-pages.ts'
import { env } from '#platform/lib/env.ts'
import { api } from '#run/web/trpc-server.tsx'
import { SHOP_PART, sitemap, sitemapIndex } from './sitemap-xml.ts'

export const dynamic = 'force-dynamic'

/**
 * The sitemap of the shop's sitemaps, and with `?part=` one of them: a category with its products on sale, or the pages and products outside all categories.
 * All are at the root, because a sitemap may only name addresses below its own folder.
 */
export async function GET(request: Request) {
  const part = new URL(request.url).searchParams.get('part')
  const categories = (await (await api()).catalog.categories()).map(({ slug }) => slug)
  if (part === null) {
    const parts = [SHOP_PART, ...categories]
    return xml(sitemapIndex(parts.map(one => `${env().shopUrl}/sitemap.xml?part=${one}`)))
  }
  if (part !== SHOP_PART && !categories.includes(part))
    return new Response('There is no such part of the shop.', { status: 404 })
  const slugs = await (await api()).catalog.slugs({ category: part === SHOP_PART ? null : part })
  const own =
    part === SHOP_PART
      ? ['/', '/categories/all', ...POLICY_PAGES.map(page => `/${page}`)]
      : [`/categories/${part}`]
  return xml(sitemap(absolute([...own, ...slugs.map(slug => `/products/${slug}`)])))
}

const absolute = (paths: readonly string[]) => paths.map(path => `${env().shopUrl}${path}`)

const xml = (body: string) =>
  new Response(body, { headers: { 'content-type': 'application/xml; charset=utf-8' } })
