import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { GiftCards } from '#slices/credit/desk/ui/gift-cards.tsx'

export const metadata: Metadata = { title: 'Gift cards' }

export default async function Page() {
  return entered('credit.read', async () => {
    await prefetch(trpc.staffCredit.list.queryOptions({ search: null, after: null }))
    return (
      <Hydrated>
        <GiftCards />
      </Hydrated>
    )
  })
}
