import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Breadcrumb } from '#platform/ui/breadcrumb.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { browseInputs, loadBrowseParams } from '#slices/catalog/ui/browse/browse-params.ts'
import { ProductBrowser } from '#slices/catalog/ui/browse/product-browser.tsx'
import { MissingPage, missing } from '#slices/catalog/ui/nowhere-found.tsx'
import { categoryOf } from './category.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const category = await categoryOf((await params).slug)
  if (!category) return missing
  const { slug, name, description } = category
  return { title: name, description, alternates: { canonical: `/categories/${slug}` } }
}

export default async function CategoryPage({ params, searchParams }: Props) {
  const category = await categoryOf((await params).slug)
  if (!category) return <MissingPage />
  const scope = category.slug === 'all' ? {} : { category: category.slug }
  const inputs = browseInputs(scope, await loadBrowseParams(searchParams))
  await prefetch(...inputs.map(input => trpc.catalog.browse.queryOptions(input)))
  return (
    <div className="page-width py-4 md:py-8">
      <Breadcrumb crumbs={[{ label: 'Home', href: '/' }, { label: category.name }]} />
      <h1 className="mt-2">{category.name}</h1>
      <p className="mt-1 mb-6 max-w-prose text-lg text-muted md:mb-10">{category.description}</p>
      <Hydrated>
        <ProductBrowser scope={scope} />
      </Hydrated>
    </div>
  )
}
