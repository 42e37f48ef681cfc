import { When } from '#desk/clock.tsx'
import { useJobInWords } from '#desk/job-words.tsx'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { formatMoney, formatRelative } from '#platform/ui/format.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { LiveRows } from '../order-row.ts'
import { DeliveryBadge, PaymentBadge } from './badges.tsx'
import { problemInWords } from './problem-words.ts'

type Row = LiveRows['rows'][number]

/** Orders as a table, or as cards on a phone. The ship-to and items columns shrink first, so that nothing scrolls sideways. */
export function StaffOrderRows({ rows, now, caption }: { rows: Row[]; now: Date; caption: string }) {
  return (
    <DeskTable
      caption={caption}
      className="table-fixed"
      columns={columnsOf({ now, withReasons: rows.some(row => row.problem) })}
      rows={rows}
      getRowId={row => row.id}
      hrefOf={hrefOf}
      isQuiet={row => row.left}
      card={row => <OrderCard row={row} now={now} />}
    />
  )
}

const hrefOf = (row: Row) => `/admin/orders/${row.id}`

/** Where an order needs a person, the reason takes the place of what matters less then. */
function columnsOf({ now, withReasons }: { now: Date; withReasons: boolean }): DeskColumn<Row>[] {
  const wide = withReasons ? [] : [items]
  return [
    { id: 'order', header: 'Order', meta: { className: 'w-34' }, cell: row => row.number },
    {
      id: 'placed',
      header: 'Placed',
      meta: { className: 'w-30', cellClassName: 'text-muted' },
      cell: row => <When at={row.placedAt} now={now} />,
    },
    customer,
    ...wide,
    ...standing,
    withReasons ? reason : shipTo,
  ]
}

const customer: DeskColumn<Row> = {
  id: 'customer',
  header: 'Customer',
  meta: { cellClassName: 'truncate' },
  cell: row => (
    <>
      {row.customerName} <span className="text-muted">{row.email}</span>
    </>
  ),
}

const items: DeskColumn<Row> = {
  id: 'items',
  header: 'Items',
  meta: { numeric: true, className: 'hidden w-16 xl:table-cell' },
  cell: row => row.units,
}

const standing: DeskColumn<Row>[] = [
  {
    id: 'total',
    header: 'Total',
    meta: { numeric: true, className: 'w-28' },
    cell: row => formatMoney(row.totalMinor, row.currency),
  },
  {
    id: 'payment',
    header: 'Payment',
    meta: { className: 'w-40', cellClassName: 'overflow-clip' },
    cell: row => <PaymentBadge order={row} />,
  },
  {
    id: 'delivery',
    header: 'Delivery',
    meta: { className: 'w-28' },
    cell: row => (row.left ? <span className="text-xs">Left this view</span> : <DeliveryBadge order={row} />),
  },
]

const reason: DeskColumn<Row> = {
  id: 'reason',
  header: 'Why it is here',
  meta: { className: 'w-72 xl:w-88', cellClassName: 'text-danger' },
  cell: row => (
    <span className="line-clamp-2 whitespace-normal leading-tight">
      <Problem row={row} />
    </span>
  ),
}

const shipTo: DeskColumn<Row> = {
  id: 'ship-to',
  header: 'Ship to',
  meta: { className: 'hidden w-50 xl:table-cell', cellClassName: 'truncate' },
  cell: row => `${row.city}, ${countryByCode(row.country)?.name ?? row.country}`,
}

function Problem({ row: { problem } }: { row: Row }) {
  const jobInWords = useJobInWords()
  return problem && problemInWords(problem, jobInWords)
}

function OrderCard({ row, now }: { row: Row; now: Date }) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <CardLink href={hrefOf(row)}>{row.number}</CardLink>
        <span className="tabular font-semibold">{formatMoney(row.totalMinor, row.currency)}</span>
      </div>
      <p className="mt-0.5 flex justify-between gap-3 text-muted text-sm">
        <span className="truncate">{row.customerName}</span>
        <time dateTime={row.placedAt.toISOString()} className="shrink-0">
          {formatRelative(row.placedAt, now)}
        </time>
      </p>
      <p className="mt-2.5 flex flex-wrap gap-1.5">
        <PaymentBadge order={row} />
        {row.left ? (
          <span className="text-muted text-xs">Left this view</span>
        ) : (
          <DeliveryBadge order={row} />
        )}
      </p>
      {row.problem && (
        <p className="mt-2 text-danger text-sm [overflow-wrap:anywhere]">
          <Problem row={row} />
        </p>
      )}
    </>
  )
}
