import { api } from '#run/web/trpc-server.tsx'
import { HomeHero } from '#slices/catalog/ui/home-hero.tsx'
import { HomeShelves } from '#slices/catalog/ui/home-shelves.tsx'
import { Promises } from '#slices/catalog/ui/promises.tsx'

const FEATURED = 8
const NEWEST = 4

export default async function HomePage() {
  const { catalog, orders } = await api()
  const [categories, featured, newest, delivery] = await Promise.all([
    catalog.categories(),
    catalog.featured({ limit: FEATURED }),
    catalog.newest({ limit: NEWEST }),
    orders.delivery(),
  ])
  return (
    <div className="page-width flex flex-col gap-12 py-4 md:gap-24 md:py-8">
      <div>
        <HomeHero />
        <Promises delivery={delivery} />
      </div>
      <HomeShelves categories={categories} featured={featured} newest={newest} />
    </div>
  )
}
