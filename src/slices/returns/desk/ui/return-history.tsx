import { deskPlace } from '#desk/clock.tsx'
import { readActor } from '#platform/lib/actor.ts'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EventTimeline } from '#platform/ui/event-timeline.tsx'
import { formatDay, formatTime } from '#platform/ui/format.ts'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { BY_RULE } from '#slices/returns/return.ts'
import { eventWords, outcomeWords } from './return-words.ts'

type Event = DeskReturn['events'][number]

/** The history of a return, newest first. */
export function ReturnHistory({ found: { events, lines } }: { found: DeskReturn }) {
  const nameOf = new Map(lines.map(({ lineId, name }) => [lineId, name]))
  return (
    <Card aria-labelledby="history">
      <CardHeading id="history">History</CardHeading>
      <EventTimeline
        entries={events.toReversed().map(event => {
          const detail = detailOf(event, nameOf)
          return {
            id: event.id,
            ...actorOf(event),
            text: textOf(event, nameOf),
            time: `${formatDay(event.at, deskPlace)}, ${formatTime(event.at, deskPlace)}`,
            dateTime: event.at.toISOString(),
            ...(detail && { detail }),
            ...(event.type === 'not_refunded' && { tone: 'danger' as const }),
          }
        })}
      />
    </Card>
  )
}

function actorOf({ actor, type, reason }: Event): { actor: string; bySystem?: boolean } {
  if (type === 'approved' && reason === BY_RULE) return { actor: 'The shop', bySystem: true }
  const read = readActor(actor)
  switch (read.kind) {
    case 'staff':
      return { actor: read.name }
    case 'key':
      return { actor: `The key ${read.name}` }
    case 'customer':
    case 'link':
      return { actor: 'The shopper' }
    default:
      return { actor: 'System', bySystem: true }
  }
}

/** `took in 2 × Bottle vase, Clay` */
function textOf({ type, lines }: Event, nameOf: ReadonlyMap<string, string>): string {
  const names = lines.map(({ lineId, quantity }) => `${quantity} × ${nameOf.get(lineId) ?? ''}`).join(', ')
  return type === 'received' || type === 'inspected' ? `${eventWords[type]} ${names}` : eventWords[type]
}

function detailOf({ reason, lines }: Event, nameOf: ReadonlyMap<string, string>): string | undefined {
  const found = lines.flatMap(({ lineId, quantity, outcome, note }) =>
    outcome
      ? [`${outcomeWords[outcome]}: ${quantity} × ${nameOf.get(lineId) ?? ''}${note ? ` (${note})` : ''}`]
      : [],
  )
  return [...(reason ? [reason] : []), ...found].join('. ') || undefined
}
