import { CategoryTiles } from '#catalog/ui/category-tiles.tsx'
import { HomeHero } from '#catalog/ui/home-hero.tsx'
import { ProductGrid } from '#catalog/ui/product-grid.tsx'
import { Promises } from '#catalog/ui/promises.tsx'
import { SeeAll } from '#catalog/ui/see-all.tsx'
import { api } from '#trpc/server.tsx'
import { SectionHeading } from '#ui/section-heading.tsx'
import { deliveryPromise } from './delivery.ts'

const FEATURED = 8
const NEWEST = 4

export default async function HomePage() {
  const { catalog } = await api()
  const [categories, featured, newest] = await Promise.all([
    catalog.categories(),
    catalog.featured({ limit: FEATURED }),
    catalog.newest({ limit: NEWEST }),
  ])
  return (
    <div className="page-width flex flex-col gap-12 py-4 md:gap-24 md:py-8">
      <div>
        <HomeHero />
        <Promises delivery={deliveryPromise(new Date())} />
      </div>
      <section aria-labelledby="rooms">
        <SectionHeading id="rooms">Find your way around</SectionHeading>
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
    </div>
  )
}
