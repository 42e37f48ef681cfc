import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { StockMovement } from '../stock-view.ts'
import { deskTime, reasonWords, units } from './stock-words.ts'

/** Shows the last rows of the ledger, newest first. */
export function StaffStockMovements({ movements }: { movements: StockMovement[] }) {
  return (
    <Card aria-labelledby="movements">
      <CardHeading id="movements">Last movements</CardHeading>
      {movements.length === 0 ? (
        <p className="text-muted">No unit has come or gone yet.</p>
      ) : (
        <ul className="divide-y divide-hairline">
          {movements.map(({ id, at, warehouse, quantity, reason, note, by }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-2 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <p>
                  {reasonWords(reason)}, {warehouse}
                </p>
                <p className="wrap-anywhere text-muted text-sm">
                  <time dateTime={at.toISOString()}>{deskTime(at)}</time> by {by}
                  {note && `: ${note}`}
                </p>
              </div>
              <p className="tabular shrink-0 font-medium">
                {quantity > 0 ? '+' : '−'}
                {units(Math.abs(quantity))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
