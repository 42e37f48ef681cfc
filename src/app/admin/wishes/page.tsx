import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { WishesDesk } from '#slices/wishlist/desk/ui/wishes-desk.tsx'

export const metadata: Metadata = { title: 'Wishes' }

export default async function WishesPage() {
  return entered('products.read', async () => {
    await prefetch(trpc.wishes.most.queryOptions())
    return (
      <Hydrated>
        <WishesDesk />
      </Hydrated>
    )
  })
}
