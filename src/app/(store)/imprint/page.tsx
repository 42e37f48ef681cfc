import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { Imprint } from '#slices/orders/shop/ui/policies/imprint.tsx'

export const metadata: Metadata = {
  title: 'Who we are',
  description: 'The company behind this shop.',
  alternates: { canonical: '/imprint' },
}

export default function Page() {
  return <Imprint seller={env().seller} />
}
