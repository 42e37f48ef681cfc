import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { DeliveryAndReturns } from '#slices/orders/shop/ui/policies/delivery-and-returns.tsx'

export const metadata: Metadata = {
  title: 'Delivery and returns',
  description: 'What delivery costs, how long it takes, and how to send something back.',
  alternates: { canonical: '/delivery-and-returns' },
}

export default function Page() {
  return <DeliveryAndReturns seller={env().seller} />
}
