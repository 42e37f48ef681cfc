import { env } from '#lib/env.ts'
import { api } from '#trpc/server.tsx'
import { SHOP_PART, sitemap } from '../sitemap-xml.ts'

export const dynamic = 'force-dynamic'

/** The pages of one part of the shop: a category with what is on sale in it, or what belongs to none. */
export async function GET(_request: Request, { params }: { params: Promise<{ part: string }> }) {
  const { part } = await params
  const paths = await pathsOf(part)
  return paths
    ? new Response(sitemap(paths.map(path => `${env().shopUrl}${path}`)), {
        headers: { 'content-type': 'application/xml; charset=utf-8' },
      })
    : new Response('There is no such part of the shop.', { status: 404 })
}

async function pathsOf(part: string): Promise<string[] | null> {
  if (part === SHOP_PART) return ['/', '/categories/all']
  const { catalog } = await api()
  const isCategory = (await catalog.categories()).some(({ slug }) => slug === part)
  if (!isCategory) return null
  const slugs = await catalog.slugs({ category: part })
  return [`/categories/${part}`, ...slugs.map(slug => `/products/${slug}`)]
}
