import { deskPlace } from '#desk/clock.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EventTimeline } from '#platform/ui/event-timeline.tsx'
import { formatDay, formatTime } from '#platform/ui/format.ts'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { entryOf } from './return-steps.ts'

/** The history of a return, newest first. */
export function ReturnHistory({ found: { events, lines } }: { found: DeskReturn }) {
  const nameOf = new Map(lines.map(({ lineId, name }) => [lineId, name]))
  return (
    <Card aria-labelledby="history">
      <CardHeading id="history">History</CardHeading>
      <EventTimeline
        entries={events.toReversed().map(event => {
          const { at, ...entry } = entryOf(event, nameOf)
          return {
            ...entry,
            time: `${formatDay(at, deskPlace)}, ${formatTime(at, deskPlace)}`,
            dateTime: at.toISOString(),
          }
        })}
      />
    </Card>
  )
}
