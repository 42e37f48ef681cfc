import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { TryPromotion } from '#slices/orders/desk/ui/try-promotion.tsx'
import { StaffPromotion } from '#slices/promotions/desk/ui/promotion.tsx'

export const metadata: Metadata = { title: 'Promotion' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return entered('promotions.read', async () => {
    const { id } = await params
    await Promise.all([
      prefetch(trpc.promotions.one.queryOptions({ id })),
      prefetch(trpc.catalog.categories.queryOptions()),
    ])
    return (
      <Hydrated>
        <StaffPromotion id={id}>
          <TryPromotion promotionId={id} />
        </StaffPromotion>
      </Hydrated>
    )
  })
}
