import { Badge } from '#platform/ui/badge.tsx'
import { cn } from '#platform/ui/cn.ts'
import { Price } from '#platform/ui/price.tsx'
import type { ProductCard } from '#slices/catalog/product.ts'
import { ColourDots } from './colour-dots.tsx'
import { IntentLink } from './intent-link.tsx'
import { LowestPrice } from './lowest-price.tsx'
import { Picture } from './picture.tsx'
import { StockLabel } from './stock-label.tsx'

/** Shoppers can press the whole tile, but its only link is the product's name. */
export function ProductTile({
  product,
  eager,
  first,
}: {
  product: ProductCard
  eager: boolean
  first: boolean
}) {
  return (
    <article className="focus-within-ring group relative flex w-full flex-col rounded-card">
      <div className="relative overflow-clip rounded-card">
        <Picture
          src={product.picture.url}
          alt={product.picture.alt}
          width={800}
          height={800}
          sizes="(min-width: 64rem) 20rem, (min-width: 40rem) 33vw, 50vw"
          loading={eager ? 'eager' : 'lazy'}
          {...(first && { fetchPriority: 'high' })}
          className={cn(
            'aspect-square w-full bg-sunken object-cover transition-transform duration-300 motion-safe:group-hover:scale-[1.03]',
            product.available === 0 && !product.later && 'opacity-60',
          )}
        />
        {product.isNew && (
          <Badge tone="success" className="absolute top-2 left-2">
            New
          </Badge>
        )}
      </div>
      <div className="flex grow flex-col gap-1 pt-3">
        <h3 className="line-clamp-2 font-medium font-text text-base tracking-normal">
          <IntentLink
            href={hrefOf(product)}
            className="underline-offset-4 after:absolute after:inset-0 group-hover:underline"
          >
            {product.name}
          </IntentLink>
        </h3>
        <Price
          amountMinor={product.priceFrom.amount}
          currency={product.priceFrom.currency}
          from={product.pricesDiffer}
          wasMinor={product.reduction?.before.amount}
          className="font-semibold"
        />
        <LowestPrice reduction={product.reduction} />
        <div className="mt-auto flex flex-wrap items-center justify-between gap-x-3 gap-y-1 pt-1 text-sm">
          <StockLabel available={product.available} later={product.later} />
          <ColourDots colours={product.colours} />
        </div>
      </div>
    </article>
  )
}

function hrefOf({ slug, shownColour }: ProductCard): string {
  return shownColour ? `/products/${slug}?colour=${encodeURIComponent(shownColour)}` : `/products/${slug}`
}
