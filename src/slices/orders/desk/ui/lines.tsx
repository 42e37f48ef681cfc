import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import type { Tone } from '#platform/ui/tone.ts'
import { expectedDay } from '#slices/catalog/later.ts'
import { optionWords } from '#slices/catalog/option-words.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import { type GivenBack, givenBackOf, type StaffOrder, type StaffOrderLine } from '../order.ts'

type Stock = StaffOrderLine['stock'][number]

const stockWords: Record<Stock['state'], { words: string; tone: Tone }> = {
  held: { words: 'Held', tone: 'info' },
  consumed: { words: 'Sent', tone: 'success' },
  released: { words: 'Released', tone: 'neutral' },
}

/** The order's lines as they were sold, and the place of each unit. */
export function StaffLines({ details: { order, lines, refunds } }: { details: StaffOrder }) {
  const done = refunds.filter(refund => refund.status === 'succeeded')
  return (
    <Card aria-labelledby="lines">
      <CardHeading
        id="lines"
        aside={
          <span className="text-muted text-sm">{order.units === 1 ? '1 item' : `${order.units} items`}</span>
        }
      >
        Items
      </CardHeading>
      <ul className="flex flex-col">
        {lines.map(line => (
          <Line key={line.id} line={line} givenBack={givenBackOf(line.id, done)} currency={order.currency} />
        ))}
      </ul>
    </Card>
  )
}

function Line({
  line,
  givenBack,
  currency,
}: {
  line: StaffOrderLine
  givenBack: GivenBack
  currency: string
}) {
  const options = optionWords(line.options)
  return (
    <li className="flex gap-3 border-hairline border-b py-3 first:pt-0 last:border-b-0 last:pb-0">
      {line.imageUrl ? (
        <Picture
          src={line.imageUrl}
          alt=""
          width={56}
          height={56}
          loading="lazy"
          className="size-14 rounded-control bg-sunken object-cover"
        />
      ) : (
        <span aria-hidden="true" className="size-14 shrink-0 rounded-control bg-sunken" />
      )}
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-4">
          <p className="min-w-0">
            <span className="font-medium">{line.name}</span>
            {options && <span className="text-muted"> {options}</span>}
          </p>
          <p className="tabular shrink-0 font-medium">{formatMoney(line.totalMinor, currency)}</p>
        </div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-muted text-sm">
          <p className="[overflow-wrap:anywhere]">SKU {line.sku}</p>
          <p className="tabular">
            {line.quantity} × {formatMoney(line.unitPriceMinor, currency)}
          </p>
        </div>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {line.stock.map(stock => (
            <li key={`${stock.warehouse} ${stock.state}`} className="flex items-center gap-2">
              <Badge tone={stockWords[stock.state].tone}>{stockWords[stock.state].words}</Badge>
              <span className="text-muted">
                {stock.quantity} at {stock.warehouse}
              </span>
            </li>
          ))}
          {line.waiting && (
            <li className="flex items-center gap-2">
              <Badge tone="warning">Waits</Badge>
              <span className="text-muted">
                {line.waiting.units} for stock, expected {expectedDay(line.waiting.expectedOn)}
              </span>
            </li>
          )}
          {line.stock.length === 0 && !line.waiting && <li className="text-muted">No stock was held</li>}
          {line.cancelled > 0 && (
            <li className="flex items-center gap-2">
              <Badge tone="neutral">Taken out</Badge>
              <span className="tabular text-muted">
                {line.cancelled} of {line.quantity}
              </span>
            </li>
          )}
          {givenBack.units > 0 && (
            <li className="flex items-center gap-2">
              <Badge tone="warning">Refunded</Badge>
              <span className="tabular text-muted">
                {givenBack.units} of {line.quantity}, {formatMoney(givenBack.amountMinor, currency)}
                {givenBack.restocked > 0 && `, ${givenBack.restocked} back on the shelf`}
              </span>
            </li>
          )}
        </ul>
      </div>
    </li>
  )
}
