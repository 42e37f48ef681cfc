import { deskPlace } from '#desk/clock.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import { dayWords } from '#slices/promises/delay-words.ts'
import type { PromiseHistory } from '#slices/promises/promise.ts'
import { reasonWords } from '#slices/promises/reason-words.ts'

/** The days that were promised of each parcel, with their reasons. Nothing is shown of an order of which nothing is promised. */
export function StaffPromises({ promises }: { promises: readonly PromiseHistory[] }) {
  if (promises.length === 0) return null
  return (
    <Card aria-labelledby="promises">
      <CardHeading id="promises">Promised</CardHeading>
      <ol className="divide-y divide-hairline">
        {promises.map(promise => (
          <li key={promise.parcelId} className="py-3 first:pt-0 last:pb-0">
            <Parcel promise={promise} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Parcel({ promise: { days, ...promise } }: { promise: PromiseHistory }) {
  const { words, tone } = standingOf(promise)
  const code = days.flatMap(({ reason }) => reason).find(part => part.part === 'warehouse')?.code
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-2 font-medium">
        {code ? `Parcel from ${code}` : 'Parcel'}
        <Badge tone={tone}>{words}</Badge>
      </p>
      <ol className="mt-1 flex flex-col gap-2">
        {days.map(({ number, promisedBy, madeAt, reason }) => (
          <li key={number} className="text-sm">
            <p>
              By <strong>{dayWords(promisedBy)}</strong>, promised {formatDateTime(madeAt, deskPlace)}
            </p>
            <p className="text-muted">{reasonWords(reason)}</p>
          </li>
        ))}
      </ol>
    </>
  )
}

function standingOf({ state, lostSince, firstBy, latest }: Omit<PromiseHistory, 'days'>) {
  switch (state) {
    case 'open':
      if (lostSince) return { words: 'Late, find it', tone: 'danger' } as const
      return latest > firstBy
        ? ({ words: 'Late', tone: 'warning' } as const)
        : ({ words: 'Open', tone: 'neutral' } as const)
    case 'kept':
      return { words: 'Kept', tone: 'success' } as const
    case 'broken':
      return { words: 'Not kept', tone: 'danger' } as const
    case 'void':
      return { words: 'No longer sent', tone: 'neutral' } as const
  }
}
