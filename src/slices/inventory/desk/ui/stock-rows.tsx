import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { cn } from '#platform/ui/cn.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { bucketsOf, type StockRow, sumOf } from '../stock-view.ts'
import { bucketsInWords, launchBadge, units } from './stock-words.ts'

/** Variants as a table, or as cards on a phone. */
export function StaffStockRows({ rows, now, caption }: { rows: StockRow[]; now: Date; caption: string }) {
  return (
    <DeskTable
      caption={caption}
      className="table-fixed"
      columns={[
        ...columns,
        {
          id: 'state',
          header: 'State',
          meta: { className: 'w-52', cellClassName: 'overflow-clip' },
          cell: row => <State row={row} now={now} />,
        },
      ]}
      rows={rows}
      getRowId={row => row.variantId}
      hrefOf={hrefOf}
      card={row => <StockCard row={row} now={now} />}
    />
  )
}

const hrefOf = (row: StockRow) => `/admin/stock/${row.variantId}`

const figure = (id: 'onHand' | 'reserved' | 'available', header: string): DeskColumn<StockRow> => ({
  id,
  header,
  meta: { numeric: true, className: 'w-24' },
  cell: row => units(sumOf(row.places)[id]),
})

const columns: DeskColumn<StockRow>[] = [
  { id: 'sku', header: 'SKU', meta: { className: 'w-44', cellClassName: 'truncate' }, cell: row => row.sku },
  {
    id: 'name',
    header: 'Name',
    meta: { cellClassName: 'truncate' },
    cell: row => itemName(row.name, row.options),
  },
  figure('onHand', 'On hand'),
  figure('reserved', 'Reserved'),
  {
    ...figure('available', 'Available'),
    meta: {
      numeric: true,
      className: 'w-24',
      cellClassName: row => cn('font-medium', sumOf(row.places).available === 0 && 'text-danger'),
    },
  },
  {
    id: 'where',
    header: 'Where',
    meta: { className: 'hidden w-48 xl:table-cell', cellClassName: 'truncate text-muted' },
    cell: row => placesOf(row),
  },
]

const placesOf = (row: StockRow) =>
  row.places.length === 0
    ? 'Nowhere'
    : row.places.map(({ code, onHand }) => `${code} ${units(onHand)}`).join(', ')

function StockCard({ row, now }: { row: StockRow; now: Date }) {
  const { onHand, reserved, available } = sumOf(row.places)
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <CardLink href={hrefOf(row)} className="min-w-0 truncate">
          {row.sku}
        </CardLink>
        <span className={cn('tabular shrink-0 font-semibold', available === 0 && 'text-danger')}>
          {units(available)} available
        </span>
      </div>
      <p className="mt-0.5 truncate text-muted text-sm">{itemName(row.name, row.options)}</p>
      <p className="tabular mt-0.5 text-muted text-sm">
        {units(onHand)} on hand, {units(reserved)} reserved
      </p>
      <State row={row} now={now} className="mt-2.5" />
    </>
  )
}

function State({ row, now, className }: { row: StockRow; now: Date; className?: string }) {
  const buckets = bucketsOf(row.places)
  const launch = row.launch && launchBadge(row.launch, now)
  if (!launch && buckets === 1) return null
  return (
    <span className={cn('flex flex-wrap gap-1.5', className)}>
      {launch && <Badge tone={launch.tone}>{launch.words}</Badge>}
      {buckets > 1 && <Badge>{bucketsInWords(buckets)}</Badge>}
    </span>
  )
}
