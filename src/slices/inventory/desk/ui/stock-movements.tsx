import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { LedgerPlace } from '#slices/inventory/ledger/schema.ts'
import type { StockMovement } from '../stock-view.ts'
import { deskTime, placeWords, reasonWords, units } from './stock-words.ts'

/** Whether the shelf gains units or loses them; neither between other places. */
const shelfSign = (from: LedgerPlace, to: LedgerPlace) => (to === 'shelf' ? '+' : from === 'shelf' ? '−' : '')

/** Shows the last rows of the ledger, newest first. */
export function StaffStockMovements({ movements }: { movements: StockMovement[] }) {
  return (
    <Card aria-labelledby="movements">
      <CardHeading id="movements">Last movements</CardHeading>
      {movements.length === 0 ? (
        <p className="text-muted">No unit has come or gone yet.</p>
      ) : (
        <ul className="divide-y divide-hairline">
          {movements.map(({ id, at, warehouse, from, to, reason, note, by, ...moved }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-2 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <p>
                  {reasonWords[reason]}, {warehouse}
                  {shelfSign(from, to) === '' && ` (to ${placeWords[to].toLowerCase()})`}
                </p>
                <p className="wrap-anywhere text-muted text-sm">
                  <time dateTime={at.toISOString()}>{deskTime(at)}</time> by {by}
                  {note && `: ${note}`}
                </p>
              </div>
              <p className="tabular shrink-0 font-medium">
                {shelfSign(from, to)}
                {units(moved.units)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
