import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { SearchOutcome } from '#slices/catalog/browsing.ts'

/** Tells the shopper when the search used other words than they typed. */
export function SearchNote({ search, query }: { search: SearchOutcome; query: string }) {
  if (search.kind === 'corrected') {
    return (
      <p className="mb-4">
        Nothing is called “{query}”, so this is what we have for{' '}
        <Link href={searchHref(search.words)} prefetch={false} className="link font-semibold">
          {search.words}
        </Link>
        .{' '}
        <Link href={`${searchHref(query)}&typed=true`} prefetch={false} className="link">
          Search for “{query}” instead
        </Link>
      </p>
    )
  }
  if (search.kind === 'loosened') {
    return <p className="mb-4">No product has all the words of “{query}”. These have some of them.</p>
  }
  return null
}

/** Pages of the shop that answer the question, above the products. */
export function SearchAnswers({ pages }: Pick<SearchOutcome, 'pages'>) {
  if (!pages.length) return null
  return (
    <ul aria-label="Pages that answer this" className="mb-6 flex flex-wrap gap-3">
      {pages.map(({ href, title }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            className="inline-flex min-h-11 items-center gap-2 rounded-control border border-control bg-surface px-4 font-medium hover:bg-sunken"
          >
            {title}
            <ArrowRight aria-hidden="true" className="size-4 text-muted" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

const searchHref = (words: string) => `/search?q=${encodeURIComponent(words)}`
