import { StatTile } from '#platform/ui/stat-tile.tsx'
import { failureInWords } from '#slices/orders/desk/words.ts'
import { averageMinor, changeSince, conversion, percent, type Today, writeMoney } from './figures.ts'

const NOTHING_YET = '—'

/** The six figures of the day, each beside yesterday's at the same time of day. */
export function TodayTiles({ today: { today, yesterday, currency, failures } }: { today: Today }) {
  const money = writeMoney(currency)
  const [average, averageBefore] = [averageMinor(today), averageMinor(yesterday)]
  const [share, shareBefore] = [conversion(today), conversion(yesterday)]
  const [failed, failedBefore] = [today, yesterday].map(
    ({ declined, expired, refused = 0 }) => declined + expired + refused,
  ) as [number, number]
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="sr-only">
        Today’s figures
      </h2>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <StatTile
          label="Orders"
          value={today.confirmed}
          change={changeSince(today.confirmed, yesterday.confirmed, 'more', String)}
        />
        <StatTile
          label="Revenue"
          value={money(today.revenueMinor)}
          change={changeSince(today.revenueMinor, yesterday.revenueMinor, 'more', money)}
        />
        <StatTile
          label="Average order"
          value={average === null ? NOTHING_YET : money(average)}
          {...(average !== null &&
            averageBefore !== null && { change: changeSince(average, averageBefore, 'neither', money) })}
        />
        <StatTile
          label="Conversion of attempts"
          value={share === null ? NOTHING_YET : percent(share)}
          {...(share !== null &&
            shareBefore !== null && { change: changeSince(share, shareBefore, 'more', percent) })}
        >
          <p className="mt-1 text-muted text-sm">
            {today.confirmed} of {today.placed} placed
          </p>
        </StatTile>
        <StatTile
          label="Failed payments"
          value={failed}
          change={changeSince(failed, failedBefore, 'less', String)}
        >
          {failures.length > 0 && (
            <ul className="mt-1 text-muted text-sm">
              {failures.map(({ reason, count }) => (
                <li key={reason}>
                  {count} × {failureInWords(reason)}
                </li>
              ))}
            </ul>
          )}
        </StatTile>
        <StatTile
          label="Refunds"
          value={money(today.refundedMinor)}
          change={changeSince(today.refundedMinor, yesterday.refundedMinor, 'neither', money)}
        >
          <p className="mt-1 text-muted text-sm">
            {today.refunds === 1 ? '1 refund' : `${today.refunds} refunds`}
          </p>
          {today.lostMinor > 0 && (
            <p className="text-danger text-sm">{money(today.lostMinor)} more lost in disputes</p>
          )}
        </StatTile>
      </div>
    </section>
  )
}
