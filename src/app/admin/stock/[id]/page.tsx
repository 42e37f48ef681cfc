import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffStockVariant } from '#slices/inventory/desk/ui/stock-variant.tsx'

export const metadata: Metadata = { title: 'Stock of a variant' }

export default async function StockOfVariantPage({ params }: { params: Promise<{ id: string }> }) {
  return entered('stock.read', async () => {
    const { id } = await params
    await prefetch(trpc.stock.variant.queryOptions({ variantId: id }))
    return (
      <Hydrated>
        <StaffStockVariant variantId={id} key={id} />
      </Hydrated>
    )
  })
}
