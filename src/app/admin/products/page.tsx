import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ProductsList } from '#slices/catalog/desk/ui/products-list.tsx'
import { loadProductsParams, productsInputOf } from '#slices/catalog/desk/ui/products-params.ts'

export const metadata: Metadata = { title: 'Products' }

export default async function ProductsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return entered('products.read', async () => {
    const params = await loadProductsParams(searchParams)
    await Promise.all([
      prefetch(trpc.staffCatalog.products.queryOptions(productsInputOf(params))),
      prefetch(trpc.catalog.categories.queryOptions()),
    ])
    return (
      <Hydrated>
        <ProductsList />
      </Hydrated>
    )
  })
}
