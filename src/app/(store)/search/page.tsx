import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { env } from '#platform/lib/env.ts'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { browseInputs, loadBrowseParams, queryIn } from '#slices/catalog/ui/browse/browse-params.ts'
import { SearchHelp } from '#slices/catalog/ui/browse/search-help.tsx'
import { SearchResults } from '#slices/catalog/ui/browse/search-results.tsx'

const POPULAR = 4

type Props = { searchParams: Promise<SearchParams> }

const queryOf = async ({ searchParams }: Props) => queryIn((await searchParams).q)

export async function generateMetadata(props: Props): Promise<Metadata> {
  const query = await queryOf(props)
  return { title: query ? `Search: ${query}` : 'Search', robots: { index: false } }
}

export default async function SearchPage(props: Props) {
  const query = await queryOf(props)
  const inputs = browseInputs({ query }, await loadBrowseParams(props.searchParams))
  const { catalog } = await api()
  const [categories, popular] = await Promise.all([
    catalog.categories(),
    catalog.featured({ limit: POPULAR }),
    prefetch(...inputs.map(input => trpc.catalog.browse.queryOptions(input))),
  ])
  return (
    <div className="page-width py-4 md:py-8">
      <Hydrated>
        <SearchResults
          query={query}
          help={<SearchHelp categories={categories} popular={popular} helpEmail={env().seller.email} />}
        />
      </Hydrated>
    </div>
  )
}
