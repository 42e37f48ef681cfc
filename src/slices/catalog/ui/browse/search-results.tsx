'use client'

import type { ReactNode } from 'react'
import { ProductBrowser } from './product-browser.tsx'
import { SearchAnswers } from './search-note.tsx'
import { useBrowse } from './use-browse.ts'

/** The results of a search, or help when there are none. */
export function SearchResults({ query, help }: { query: string; help: ReactNode }) {
  const { search } = useBrowse({ query })
  if (!query) {
    return (
      <>
        <h1 className="mb-8">What are you looking for?</h1>
        {help}
      </>
    )
  }
  if (search?.kind === 'nothing') {
    return (
      <>
        <h1 className="mb-2 [overflow-wrap:anywhere]">
          {search.pages.length > 0 ? `No products for “${query}”` : `Nothing found for “${query}”`}
        </h1>
        <p className="mb-8 max-w-prose text-lg text-muted">
          {search.pages.length > 0
            ? 'But this page should answer it:'
            : 'Try fewer or plainer words, such as “lamp” instead of “bedside illumination”, or look around below.'}
        </p>
        <SearchAnswers pages={search.pages} />
        {help}
      </>
    )
  }
  return (
    <>
      <h1 className="mb-6 [overflow-wrap:anywhere] md:mb-8">Results for “{query}”</h1>
      {search && <SearchAnswers pages={search.pages} />}
      <ProductBrowser scope={{ query }} />
    </>
  )
}
