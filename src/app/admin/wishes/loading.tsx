import { WishesLoading } from '#slices/wishlist/desk/ui/wishes-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Wishes</h1>
      <WishesLoading />
    </div>
  )
}
