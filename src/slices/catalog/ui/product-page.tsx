import type { ReactNode } from 'react'
import { Badge } from '#platform/ui/badge.tsx'
import { Breadcrumb } from '#platform/ui/breadcrumb.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { SectionHeading } from '#platform/ui/section-heading.tsx'
import type { Product, ProductCard } from '#slices/catalog/product.ts'
import type { ProductDetail } from '#slices/catalog/schema.ts'
import { ProductGallery } from './product-gallery.tsx'
import { ProductGrid } from './product-grid.tsx'

export type ProductPageProps = {
  product: Product
  related: ProductCard[]
  /** Price, options, stock, delivery and the button. */
  buyBox: ReactNode
  /** What other slices show below it. */
  besideBuying: ReactNode
}

/** On a phone: name, picture, choice and button, then the description. On a wide screen the choice is beside the pictures. */
export function ProductPage({ product, related, buyBox, besideBuying }: ProductPageProps) {
  const { category } = product
  return (
    <div className="page-width py-4 md:py-8">
      <Breadcrumb
        crumbs={[
          { label: 'Home', href: '/' },
          ...(category ? [{ label: category.name, href: `/categories/${category.slug}` }] : []),
          { label: product.name },
        ]}
      />
      <div className="mt-3 grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:grid-rows-[auto_auto_1fr] lg:gap-y-8">
        <header className="lg:col-start-2">
          {product.isNew && (
            <Badge tone="success" className="mb-2">
              New
            </Badge>
          )}
          <h1>{product.name}</h1>
          {product.tagline && <p className="mt-1 text-lg text-muted">{product.tagline}</p>}
        </header>
        <div className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <ProductGallery product={product} />
        </div>
        <div className="flex flex-col gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-2">
          {buyBox}
          {besideBuying}
        </div>
        <section
          aria-labelledby="about"
          className="border-hairline border-t pt-6 lg:col-start-1 lg:row-start-3 lg:ml-24"
        >
          <h2 id="about">About it</h2>
          <p className="mt-2 max-w-prose whitespace-pre-line text-lg">{product.description}</p>
          <DescriptionList className="mt-6">
            {factsOf(product).map(({ label, value }) => (
              <Description key={label} term={label}>
                <span className="whitespace-pre-line">{value}</span>
              </Description>
            ))}
          </DescriptionList>
        </section>
      </div>
      {related.length > 0 && (
        <section aria-labelledby="related" className="mt-16 md:mt-24">
          <SectionHeading id="related">On the same shelf</SectionHeading>
          <ProductGrid products={related} columns={4} />
        </section>
      )}
    </div>
  )
}

/** What the shop says of the product, and whom to ask about its safety (GPSR, article 19). */
const factsOf = ({ details, manufacturer, responsiblePerson }: Product): ProductDetail[] => [
  ...details,
  ...(manufacturer ? [{ label: 'Manufacturer', value: manufacturer }] : []),
  ...(responsiblePerson ? [{ label: 'Responsible person', value: responsiblePerson }] : []),
]
