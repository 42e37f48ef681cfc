import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { NewPromotionForm } from '#slices/promotions/desk/ui/new-promotion.tsx'

export const metadata: Metadata = { title: 'New promotion' }

export default async function Page() {
  return entered('promotions.write', async () => {
    await prefetch(trpc.catalog.categories.queryOptions())
    return (
      <Hydrated>
        <NewPromotionForm />
      </Hydrated>
    )
  })
}
