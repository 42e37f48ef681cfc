import type { Metadata } from 'next'
import { StaffStockVariant } from '#inventory/ui/staff-stock-variant.tsx'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Stock of a variant' }

export default async function StockOfVariantPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await prefetch(trpc.stock.variant.queryOptions({ variantId: id }))
  return (
    <Hydrated>
      <StaffStockVariant variantId={id} key={id} />
    </Hydrated>
  )
}
