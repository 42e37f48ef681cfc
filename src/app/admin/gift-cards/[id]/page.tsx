import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffGiftCard } from '#slices/credit/desk/ui/gift-card.tsx'

export const metadata: Metadata = { title: 'Gift card' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return entered('credit.read', async () => {
    const { id } = await params
    await prefetch(trpc.staffCredit.one.queryOptions({ id }))
    return (
      <Hydrated>
        <StaffGiftCard id={id} />
      </Hydrated>
    )
  })
}
