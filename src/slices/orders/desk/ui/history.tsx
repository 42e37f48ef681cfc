import { deskPlace } from '#desk/clock.tsx'
import { useJobInWords } from '#desk/job-words.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EventTimeline } from '#platform/ui/event-timeline.tsx'
import { formatDay, formatMoney, formatTime } from '#platform/ui/format.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import type { StaffOrder, StaffOrderLine } from '../order.ts'
import { timelineOf } from '../timeline.ts'
import { useMoreHistory } from './more-history.tsx'

/** The events of the order, with their actors and times. */
export function StaffHistory({ details: { order, lines: bought, events, readAt } }: { details: StaffOrder }) {
  const jobInWords = useJobInWords()
  const lines = timelineOf(events, {
    customerName: nameOfBuyer(events) ?? order.shippingAddress.name,
    formatMoney: amountMinor => formatMoney(amountMinor, order.currency),
    formatTime: at => formatTime(at, deskPlace),
    lineName: lineId => nameOf(bought.find(line => line.id === lineId)),
    jobInWords,
  })
  const more = useMoreHistory()
  const today = formatDay(readAt, deskPlace)
  const newestFirst = [...lines, ...more].toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <Card aria-labelledby="history">
      <CardHeading id="history">History</CardHeading>
      <EventTimeline
        entries={newestFirst.map(({ id, actor, bySystem, text, detail, tone, at }) => {
          const day = formatDay(at, deskPlace)
          const time = formatTime(at, deskPlace)
          return {
            id,
            actor,
            text,
            time: day === today ? time : `${day}, ${time}`,
            dateTime: at.toISOString(),
            ...(bySystem && { bySystem }),
            ...(detail && { detail }),
            ...(tone && { tone }),
          }
        })}
      />
    </Card>
  )
}

/** The parcel may go to somebody else later. */
const nameOfBuyer = (events: StaffOrder['events']) =>
  events.flatMap(({ type, data }) => (type === 'order.placed' ? data.shippingAddress.name : [])).at(0)

function nameOf(line: StaffOrderLine | undefined): string {
  return line ? itemName(line.name, line.options) : 'an item'
}
