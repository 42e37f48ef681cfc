'use client'

import { useRef } from 'react'
import { cn } from '#platform/ui/cn.ts'
import { LoadMore } from '#platform/ui/load-more.tsx'
import { PAGE_SIZE } from '#slices/catalog/browsing.ts'
import { ProductGrid } from '../product-grid.tsx'
import type { BrowseScope } from './browse-params.ts'
import { countWords } from './count-words.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { NothingFits } from './nothing-fits.tsx'
import { QuickFilters } from './quick-filters.tsx'
import { SearchNote } from './search-note.tsx'
import { SortSelect } from './sort-select.tsx'
import { useBrowse } from './use-browse.ts'

const IN_VIEW = 6

/** A list of products with its filters and its order. The address holds all of them. */
export function ProductBrowser({ scope }: { scope: BrowseScope }) {
  const browse = useBrowse(scope)
  const heading = useRef<HTMLHeadingElement>(null)
  const { products, total, search } = browse
  const worthFiltering = total > 1 || browse.chosenCount > 0
  const defaultSort = scope.query === undefined ? 'Featured' : 'Relevance'

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <aside aria-label="Filters" className="hidden lg:block">
        {worthFiltering && <FilterPanel browse={browse} />}
      </aside>
      <section aria-labelledby="products" aria-busy={browse.pending}>
        <h2 id="products" ref={heading} tabIndex={-1} className="sr-only">
          Products
        </h2>
        {search && <SearchNote search={search} query={scope.query ?? ''} />}
        {worthFiltering && <QuickFilters browse={browse} />}
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          {worthFiltering && <FilterSheet browse={browse} />}
          <p role="status" className="tabular hidden text-muted lg:block">
            {countWords(total)}
          </p>
          <SortSelect
            value={browse.params.sort}
            defaultLabel={defaultSort}
            onChange={sort => browse.change({ sort })}
          />
        </div>
        <FilterChips browse={browse} onRemoved={() => heading.current?.focus({ preventScroll: true })} />
        <div className={cn('transition-opacity', browse.pending && 'opacity-50')}>
          {products.length ? (
            <ProductGrid products={products} columns={3} eager={IN_VIEW} />
          ) : (
            <NothingFits onClear={browse.clear} />
          )}
        </div>
        {total > PAGE_SIZE && (
          <LoadMore
            shown={products.length}
            total={total}
            noun="products"
            onLoadMore={browse.more}
            pending={browse.pending}
          />
        )}
      </section>
    </div>
  )
}
