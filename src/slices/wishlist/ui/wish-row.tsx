import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#platform/ui/button.tsx'
import { Price } from '#platform/ui/price.tsx'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import { StockLabel } from '#slices/catalog/ui/stock-label.tsx'
import type { WishedProduct } from '#slices/wishlist/wish.ts'

export function WishRow({ wish, onRemove }: { wish: WishedProduct; onRemove: () => void }) {
  const { slug, name, picture, price, available } = wish
  return (
    <li className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-center gap-x-4 border-hairline border-b py-4 md:grid-cols-[7rem_minmax(0,1fr)_auto] md:gap-x-6">
      <Picture
        src={picture?.url ?? '/pictures/placeholder.svg'}
        alt=""
        width={112}
        height={112}
        className="aspect-square w-full rounded-control bg-sunken"
      />
      <div className="flex min-w-0 flex-col items-start gap-1">
        <h2 className="font-medium font-text text-base tracking-normal">
          {price ? (
            <Link href={`/products/${slug}`} className="link decoration-transparent">
              {name}
            </Link>
          ) : (
            name
          )}
        </h2>
        {price ? (
          <>
            <Price
              amountMinor={price.lowest.amount}
              currency={price.lowest.currency}
              from={price.from}
              className="font-semibold"
            />
            <StockLabel available={available} className="text-sm" />
          </>
        ) : (
          <p className="text-muted text-sm">No longer sold</p>
        )}
      </div>
      <Button
        variant="quiet"
        onClick={onRemove}
        aria-label={`Remove ${name}`}
        className="-mr-2.5 px-2.5 text-muted"
      >
        <Trash2 aria-hidden="true" />
        <span className="hidden sm:inline">Remove</span>
      </Button>
    </li>
  )
}
