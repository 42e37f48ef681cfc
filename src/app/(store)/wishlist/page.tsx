import type { Metadata } from 'next'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { WishlistView } from '#slices/wishlist/ui/wishlist-view.tsx'

export const metadata: Metadata = { title: 'Your wish list', robots: { index: false } }

export default async function WishlistPage() {
  await prefetch(trpc.wishlist.list.queryOptions())
  return (
    <div className="page-width py-6 md:py-10">
      <Hydrated>
        <WishlistView />
      </Hydrated>
    </div>
  )
}
