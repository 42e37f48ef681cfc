import type { MetadataRoute } from 'next'
import { env } from '#lib/env.ts'
import { api } from '#trpc/server.tsx'

export const dynamic = 'force-dynamic'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { catalog } = await api()
  const [categories, slugs] = await Promise.all([catalog.categories(), catalog.slugs()])
  const paths = [
    '/',
    '/categories/all',
    ...categories.map(({ slug }) => `/categories/${slug}`),
    ...slugs.map(slug => `/products/${slug}`),
  ]
  return paths.map(path => ({ url: `${env().shopUrl}${path}` }))
}
