import { cn } from '#platform/ui/cn.ts'
import type { ProductCard } from '#slices/catalog/product.ts'
import { ProductTile } from './product-tile.tsx'

export type ProductGridProps = {
  products: ProductCard[]
  /** The columns on a wide screen; phones have two, tablets three. */
  columns: 3 | 4
  /** The number of tiles that are in view at first and load at once. */
  eager?: number
}

export function ProductGrid({ products, columns, eager = 0 }: ProductGridProps) {
  return (
    <ul
      className={cn(
        'grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 md:gap-x-6 md:gap-y-10',
        columns === 4 && 'lg:grid-cols-4',
      )}
    >
      {products.map((product, index) => (
        <li key={product.slug} className="flex">
          <ProductTile product={product} eager={index < eager} first={index === 0 && eager > 0} />
        </li>
      ))}
    </ul>
  )
}
