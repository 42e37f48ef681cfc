import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { NewProductForm } from '#slices/catalog/desk/ui/new-product.tsx'

export const metadata: Metadata = { title: 'New product' }

export default async function NewProductPage() {
  return entered('products.write', async () => {
    await prefetch(trpc.catalog.categories.queryOptions())
    return (
      <Hydrated>
        <NewProductForm />
      </Hydrated>
    )
  })
}
