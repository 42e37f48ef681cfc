import type { Metadata } from 'next'
import { env } from '#lib/env.ts'
import { Accessibility } from '#orders/ui/policies/accessibility.tsx'

export const metadata: Metadata = {
  title: 'Accessibility',
  description: 'How this shop can be used by everybody.',
  alternates: { canonical: '/accessibility' },
}

export default function Page() {
  return <Accessibility seller={env().seller} />
}
