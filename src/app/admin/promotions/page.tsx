import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { PromotionsList } from '#slices/promotions/desk/ui/promotions-list.tsx'

export const metadata: Metadata = { title: 'Promotions' }

export default async function Page() {
  return entered('promotions.read', async () => {
    await prefetch(trpc.promotions.list.queryOptions({ state: null, after: null }))
    return (
      <Hydrated>
        <PromotionsList />
      </Hydrated>
    )
  })
}
