import { SectionHeading } from '#platform/ui/section-heading.tsx'
import type { Category, ProductCard } from '#slices/catalog/product.ts'
import { CategoryTiles } from '../category-tiles.tsx'
import { ProductGrid } from '../product-grid.tsx'

/** Help after a search without results: popular products, the categories, and a contact. */
export type SearchHelpProps = { categories: Category[]; popular: ProductCard[]; helpEmail: string }

export function SearchHelp({ categories, popular, helpEmail }: SearchHelpProps) {
  return (
    <div className="flex flex-col gap-12">
      <section aria-labelledby="popular">
        <SectionHeading id="popular">What people come back for</SectionHeading>
        <ProductGrid products={popular} columns={4} />
      </section>
      <section aria-labelledby="categories">
        <SectionHeading id="categories">All categories</SectionHeading>
        <CategoryTiles categories={categories} />
      </section>
      <p>
        Still can’t find it? Ask us:{' '}
        <a href={`mailto:${helpEmail}`} className="link font-medium">
          {helpEmail}
        </a>
      </p>
    </div>
  )
}
