import type { ReactNode } from 'react'
import type { DeliveryPromise } from '#catalog/delivery-promise.ts'
import type { Product, ProductCard } from '#catalog/product.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { Description, DescriptionList } from '#ui/description-list.tsx'
import { SectionHeading } from '#ui/section-heading.tsx'
import { ProductGallery } from './product-gallery.tsx'
import { ProductGrid } from './product-grid.tsx'
import { Promises } from './promises.tsx'

export type ProductPageProps = {
  product: Product
  related: ProductCard[]
  delivery: DeliveryPromise | null
  /** Options, price, stock and the button. */
  buyBox: ReactNode
}

/** On a phone: name, picture, choice and button, then the words. On a desk the choice stands beside the picture. */
export function ProductPage({ product, related, delivery, buyBox }: ProductPageProps) {
  const { category } = product
  return (
    <div className="page-width py-4 md:py-8">
      <Breadcrumb
        crumbs={[
          { label: 'Home', href: '/' },
          { label: category.name, href: `/categories/${category.slug}` },
          { label: product.name },
        ]}
      />
      <div className="mt-3 grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:grid-rows-[auto_1fr]">
        <header className="lg:col-start-2">
          {product.isNew && (
            <Badge tone="success" className="mb-2">
              New
            </Badge>
          )}
          <h1>{product.name}</h1>
          <p className="mt-1 text-lg text-muted">{product.tagline}</p>
        </header>
        <div className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <ProductGallery product={product} />
        </div>
        <div className="lg:col-start-2">
          {buyBox}
          <div className="mt-8 border-hairline border-t pt-6">
            <h2 className="text-xl">About it</h2>
            <p className="mt-2 max-w-prose">{product.description}</p>
            <DescriptionList className="mt-6">
              {product.details.map(({ label, value }) => (
                <Description key={label} term={label}>
                  {value}
                </Description>
              ))}
            </DescriptionList>
          </div>
          <div className="mt-6 border-hairline border-t pt-2">
            <Promises delivery={delivery} stacked />
          </div>
        </div>
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
