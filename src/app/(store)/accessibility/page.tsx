import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { Accessibility } from '#slices/orders/shop/ui/policies/accessibility.tsx'

export const metadata: Metadata = {
  title: 'Accessibility',
  description: 'How everybody can use this shop.',
  alternates: { canonical: '/accessibility' },
}

export default function Page() {
  return <Accessibility seller={env().seller} />
}
