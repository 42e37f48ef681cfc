import type { MetadataRoute } from 'next'
import { env } from '#platform/lib/env.ts'
import { uncrawled } from '#run/pages.ts'

export const dynamic = 'force-dynamic'

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      disallow: ['/api/', ...uncrawled],
    },
    sitemap: `${env().shopUrl}/sitemap.xml`,
  }
}
