import { deskPlace, When } from '#desk/clock.tsx'
import { RowCard } from '#desk/row-card.tsx'
import { type DeskColumn, DeskTable } from '#desk/table.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import { parcelStatus } from '#slices/orders/desk/parcel-words.ts'
import { beingRecalled } from '#slices/orders/desk/words.ts'
import { dayWords } from '#slices/promises/delay-words.ts'
import type { ListedParcel } from '../listed-parcel.ts'

/** Parcels as a table, or as cards on a phone. */
export function ParcelRows({ rows, now }: { rows: ListedParcel[]; now: Date }) {
  return (
    <DeskTable
      caption="Parcels, newest first"
      className="table-fixed"
      columns={columnsOf(now, rows.some(needsPerson))}
      rows={rows}
      getRowId={row => row.id}
      hrefOf={hrefOf}
      card={row => <ParcelCard row={row} now={now} />}
    />
  )
}

const hrefOf = ({ orderId }: ListedParcel) => `/admin/orders/${orderId}`
const needsPerson = ({ waitsSince, missingSince, promise }: ListedParcel) =>
  waitsSince !== null || missingSince !== null || (promise?.isLost ?? false)

function columnsOf(now: Date, withNeeds: boolean): DeskColumn<ListedParcel>[] {
  const since: DeskColumn<ListedParcel> = {
    id: 'since',
    header: 'Since',
    meta: { className: 'w-28 xl:w-30', cellClassName: 'text-muted' },
    cell: row => <When at={row.since} now={now} />,
  }
  return [
    order,
    state,
    promised,
    since,
    items,
    warehouse,
    ...(withNeeds ? [carrierIfWide, needs] : [carrier]),
  ]
}

const order: DeskColumn<ListedParcel> = {
  id: 'order',
  header: 'Order',
  meta: { className: 'w-34' },
  cell: row => row.orderNumber,
}

const state: DeskColumn<ListedParcel> = {
  id: 'state',
  header: 'State',
  meta: { className: 'w-32 xl:w-36' },
  cell: row => <State row={row} />,
}

const promised: DeskColumn<ListedParcel> = {
  id: 'promised',
  header: 'Promised',
  meta: { className: 'w-28 xl:w-32' },
  cell: row => <Promised row={row} />,
}

const warehouse: DeskColumn<ListedParcel> = {
  id: 'warehouse',
  header: 'Warehouse',
  meta: { cellClassName: 'truncate' },
  cell: row => row.warehouse?.name ?? <span className="text-muted">Not noted</span>,
}

const items: DeskColumn<ListedParcel> = {
  id: 'items',
  header: 'Items',
  meta: { numeric: true, className: 'hidden w-16 xl:table-cell' },
  cell: row => row.units,
}

const carrier: DeskColumn<ListedParcel> = {
  id: 'carrier',
  header: 'Carrier and number',
  meta: { cellClassName: 'truncate' },
  cell: row => <Carrier row={row} />,
}

/** Where a parcel needs a person, the reason takes the place of the carrier on a narrow screen. */
const carrierIfWide: DeskColumn<ListedParcel> = {
  ...carrier,
  meta: { className: 'hidden xl:table-cell', cellClassName: 'truncate' },
}

const needs: DeskColumn<ListedParcel> = {
  id: 'needs',
  header: 'Needs a person',
  meta: { className: 'w-48 xl:w-56', cellClassName: 'text-danger' },
  cell: row => (
    <span className="line-clamp-2 whitespace-normal leading-tight">
      <Needs row={row} />
    </span>
  ),
}

function State({ row }: { row: ListedParcel }) {
  const { words, tone } = row.isRecalled ? beingRecalled : parcelStatus(row.state)
  return <Badge tone={tone}>{words}</Badge>
}

/** The day that is promised now; why it is that day stands on the order's page. */
function Promised({ row: { promise } }: { row: ListedParcel }) {
  if (!promise) return <span className="text-muted">Not noted</span>
  return promise.isLate ? (
    <span className="text-danger" title={promise.because}>
      Late, {dayWords(promise.by)}
    </span>
  ) : (
    <span title={promise.because}>{dayWords(promise.by)}</span>
  )
}

function Carrier({ row: { carrier, trackingNumber } }: { row: ListedParcel }) {
  return (
    <>
      {carrier} {trackingNumber && <span className="tabular text-muted">{trackingNumber}</span>}
    </>
  )
}

/** Why a person should look at the parcel; nothing where it goes as it should. */
function Needs({ row: { waitsSince, missingSince, promise } }: { row: ListedParcel }) {
  const since = (at: Date) => formatDateTime(at, deskPlace).replace(/ \d{4},/, ',')
  if (missingSince) return `Missing at the warehouse since ${since(missingSince)}`
  if (promise?.isLost) return 'Late, and its customer was told three times: find it'
  return waitsSince && `Waits since ${since(waitsSince)}`
}

function ParcelCard({ row, now }: { row: ListedParcel; now: Date }) {
  return (
    <>
      <RowCard
        href={hrefOf(row)}
        number={row.orderNumber}
        standing={<State row={row} />}
        since={row.since}
        now={now}
      >
        {row.warehouse ? `${row.warehouse.name}, ` : ''}
        {row.units === 1 ? '1 item' : `${row.units} items`}
      </RowCard>
      {row.promise && (
        <p className="mt-0.5 text-sm">
          Promised: <Promised row={row} />
        </p>
      )}
      {(row.carrier || row.trackingNumber) && (
        <p className="mt-0.5 text-sm [overflow-wrap:anywhere]">
          <Carrier row={row} />
        </p>
      )}
      {needsPerson(row) && (
        <p className="mt-1 text-danger text-sm">
          <Needs row={row} />
        </p>
      )}
    </>
  )
}
