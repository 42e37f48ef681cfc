import type { Metadata } from 'next'
import { env } from '#platform/lib/env.ts'
import { BesideBuying } from '#run/beside-buying.tsx'
import { api } from '#run/web/trpc-server.tsx'
import { BuyBox } from '#slices/cart/ui/buy-box.tsx'
import { MissingPage, missing } from '#slices/catalog/ui/nowhere-found.tsx'
import { ProductJsonLd } from '#slices/catalog/ui/product-json-ld.tsx'
import { productMetadata } from '#slices/catalog/ui/product-metadata.ts'
import { ProductPage } from '#slices/catalog/ui/product-page.tsx'
import { productOf } from './product.ts'

const RELATED = 4

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await productOf((await params).slug)
  return product ? productMetadata(product) : missing
}

export default async function Page({ params }: Props) {
  const product = await productOf((await params).slug)
  if (!product) return <MissingPage />
  const { catalog, orders } = await api()
  const [related, delivery] = await Promise.all([
    catalog.related({ slug: product.slug, limit: RELATED }),
    orders.delivery(),
  ])
  return (
    <>
      <ProductJsonLd product={product} shopUrl={env().shopUrl} />
      <ProductPage
        product={product}
        related={related}
        buyBox={<BuyBox product={product} delivery={delivery} />}
        besideBuying={<BesideBuying product={product} />}
      />
    </>
  )
}
