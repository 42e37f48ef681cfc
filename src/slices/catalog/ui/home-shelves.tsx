import { SectionHeading } from '#platform/ui/section-heading.tsx'
import type { Category, ProductCard } from '#slices/catalog/product.ts'
import { CategoryTiles } from './category-tiles.tsx'
import { ProductGrid } from './product-grid.tsx'
import { SeeAll } from './see-all.tsx'

export type HomeShelvesProps = { categories: Category[]; featured: ProductCard[]; newest: ProductCard[] }

/** Shows the categories first, then products with prices. */
export function HomeShelves({ categories, featured, newest }: HomeShelvesProps) {
  return (
    <>
      <section aria-labelledby="rooms">
        <SectionHeading id="rooms">Shop by category</SectionHeading>
        <CategoryTiles categories={categories} />
      </section>
      <section aria-labelledby="favourites">
        <SectionHeading id="favourites" aside={<SeeAll href="/categories/all">See everything</SeeAll>}>
          What people come back for
        </SectionHeading>
        <ProductGrid products={featured} columns={4} />
      </section>
      <section aria-labelledby="new">
        <SectionHeading
          id="new"
          aside={<SeeAll href="/categories/all?sort=newest">See all by newest</SeeAll>}
        >
          New on the shelf
        </SectionHeading>
        <ProductGrid products={newest} columns={4} />
      </section>
    </>
  )
}
