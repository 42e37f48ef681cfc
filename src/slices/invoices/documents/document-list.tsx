import { formatDay, formatMoney, type Place } from '#platform/ui/format.ts'
import { kindWords } from './document-words.ts'
import type { ListedDocument } from './listed.ts'

/** The documents of an order, each with its PDF. `query`: the key that a guest's links carry. */
export function DocumentList({
  documents,
  place,
  query = '',
}: {
  documents: readonly ListedDocument[]
  place: Place
  query?: string
}) {
  return (
    <ul className="flex flex-col gap-3">
      {documents.map(({ number, kind, issuedAt, total, href }) => (
        <li key={number} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span>
            {kindWords[kind]}{' '}
            <a className="link tabular font-medium" href={`${href}${query}`} target="_blank" rel="noopener">
              {number}
              <span className="sr-only"> (PDF)</span>
            </a>
          </span>
          <span className="tabular text-muted text-sm">
            <time dateTime={issuedAt.toISOString()}>{formatDay(issuedAt, place)}</time>,{' '}
            {formatMoney(total.amount, total.currency)}
          </span>
        </li>
      ))}
    </ul>
  )
}
