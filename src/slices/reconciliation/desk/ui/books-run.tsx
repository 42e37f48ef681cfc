import Link from 'next/link'
import { deskPlace } from '#desk/clock.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { BooksDifference, BooksRun } from '../books-view.ts'
import { comparedInWords, kindWords, outcomeWords } from './books-words.ts'

/** One comparison: its time, its starter, its size and its differences. */
export function StaffBooksRun({ run }: { run: BooksRun }) {
  const { startedAt, endedAt, startedBy, failure, from, differences, total } = run
  const heading = `run-${run.id}`
  return (
    <Card aria-labelledby={heading}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={heading} className="font-semibold font-text text-base tracking-normal">
          <time dateTime={startedAt.toISOString()}>{formatDateTime(startedAt, deskPlace)}</time>
        </h3>
        <p className="text-muted text-sm">{startedBy ? `Asked for by ${startedBy}` : 'By itself'}</p>
      </div>
      <p className="text-muted text-sm">
        {endedAt ? 'Compared' : 'Comparing:'} {comparedInWords(run)} made since{' '}
        {formatDateTime(from, deskPlace)}
        {endedAt ? '. What was made in the minute before it waits for the next comparison.' : ' so far.'}
      </p>
      {failure && <p className="mt-1 text-warning">{failure}</p>}
      {differences.length > 0 ? (
        <ul className="mt-3 divide-y divide-hairline border-hairline border-t">
          {differences.map(difference => (
            <DifferenceItem key={difference.id} difference={difference} />
          ))}
        </ul>
      ) : (
        endedAt && !failure && <p className="mt-1">Both books agreed.</p>
      )}
      {total > differences.length && (
        <p className="mt-2 text-muted text-sm">
          And {(total - differences.length).toLocaleString('en-GB')} more.
        </p>
      )}
    </Card>
  )
}

function DifferenceItem({ difference }: { difference: BooksDifference }) {
  const { kind, outcome, sentence, orderId } = difference
  const { words, tone } = outcomeWords[outcome]
  return (
    <li className="flex flex-col gap-x-4 gap-y-1 py-3 last:pb-0 md:flex-row md:items-start">
      <div className="flex shrink-0 items-center gap-2 md:w-72">
        <Badge tone={tone}>{words}</Badge>
        <span className="font-medium text-sm">{kindWords[kind]}</span>
      </div>
      <p className="wrap-anywhere min-w-0 flex-1 text-sm">{sentence}</p>
      {orderId && (
        <Link
          href={`/admin/orders/${orderId}`}
          className="link inline-flex items-center self-start text-sm max-md:min-h-11"
        >
          Open the order<span className="sr-only">: {sentence}</span>
        </Link>
      )}
    </li>
  )
}
