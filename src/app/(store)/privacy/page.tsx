import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { keptOfPeople } from '#run/kept-of-people.ts'
import { Privacy } from '#slices/orders/shop/ui/policies/privacy.tsx'

export const metadata: Metadata = {
  title: 'Privacy and cookies',
  description: 'What we know about you, why, and for how long.',
  alternates: { canonical: '/privacy' },
}

export default function Page() {
  return <Privacy seller={env().seller} kept={keptOfPeople} />
}
