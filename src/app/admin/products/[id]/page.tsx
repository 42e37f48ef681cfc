import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ProductDesk } from '#slices/catalog/desk/ui/product-desk.tsx'
import { ProductStock } from '#slices/inventory/desk/ui/product-stock.tsx'

export const metadata: Metadata = { title: 'Product' }

export default async function ProductOfStaffPage({ params }: { params: Promise<{ id: string }> }) {
  return entered('products.read', async () => {
    const { id } = await params
    await prefetch(trpc.staffCatalog.product.queryOptions({ id }), trpc.catalog.categories.queryOptions())
    return (
      <Hydrated>
        <ProductDesk id={id} key={id} beside={<ProductStock productId={id} />} />
      </Hydrated>
    )
  })
}
