import { Card, CardHeading } from '#ui/card.tsx'
import { EventTimeline } from '#ui/event-timeline.tsx'
import { formatDay, formatMoney, formatTime } from '#ui/format.ts'
import type { StaffOrder } from '../staff-order.ts'
import { timelineOf } from '../staff-timeline.ts'
import { deskPlace } from './staff-clock.tsx'

/** What happened to the order, who did it and when. */
export function StaffHistory({ seen: { order, events, readAt } }: { seen: StaffOrder }) {
  const lines = timelineOf(events, {
    customerName: order.shippingAddress.name,
    formatMoney: amountMinor => formatMoney(amountMinor, order.currency),
    formatTime: at => formatTime(at, deskPlace),
  })
  const today = formatDay(readAt, deskPlace)
  return (
    <Card aria-labelledby="history">
      <CardHeading id="history">History</CardHeading>
      <EventTimeline
        entries={lines.map(line => {
          const day = formatDay(line.at, deskPlace)
          const time = formatTime(line.at, deskPlace)
          return {
            id: line.id,
            actor: line.actor,
            bySystem: line.bySystem,
            text: line.text,
            time: day === today ? time : `${day}, ${time}`,
            dateTime: line.at.toISOString(),
            ...(line.detail && { detail: line.detail }),
            ...(line.tone && { tone: line.tone }),
          }
        })}
      />
    </Card>
  )
}
