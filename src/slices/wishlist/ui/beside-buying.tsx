import type { BesideBuying as Part } from '#slices/catalog/beside-buying.ts'
import type { Product } from '#slices/catalog/product.ts'
import { WishButton } from './wish-button.tsx'

export default function BesideBuying({ product }: { product: Product }) {
  return <WishButton slug={product.slug} />
}

export const asks: Part['asks'] = trpc => [trpc.wishlist.list.queryOptions()]
