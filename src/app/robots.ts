import type { MetadataRoute } from 'next'
import { env } from '#platform/lib/env.ts'

export const dynamic = 'force-dynamic'

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      disallow: ['/api/', '/admin', '/account', '/cart', '/checkout', '/orders', '/search'],
    },
    sitemap: `${env().shopUrl}/sitemap.xml`,
  }
}
