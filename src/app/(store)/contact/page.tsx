import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { Contact } from '#slices/orders/shop/ui/policies/contact.tsx'

export const metadata: Metadata = {
  title: 'Contact us',
  description: 'How to reach us.',
  alternates: { canonical: '/contact' },
}

export default function Page() {
  return <Contact seller={env().seller} />
}
