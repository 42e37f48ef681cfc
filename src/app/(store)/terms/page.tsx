import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { Terms } from '#slices/orders/shop/ui/policies/terms.tsx'

export const metadata: Metadata = {
  title: 'Terms of sale',
  description: 'What you and we agree to when you buy here.',
  alternates: { canonical: '/terms' },
}

export default function Page() {
  return <Terms seller={env().seller} />
}
