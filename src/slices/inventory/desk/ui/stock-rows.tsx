import Link from 'next/link'
import { Badge } from '#platform/ui/badge.tsx'
import { cn } from '#platform/ui/cn.ts'
import { DataTable, RowLink, Td, Th, Tr } from '#platform/ui/data-table.tsx'
import { itemName } from '#slices/catalog/option-words.ts'
import { bucketsOf, type StockRow, sumOf } from '../stock-view.ts'
import { bucketsInWords, launchBadge, units } from './stock-words.ts'

const hrefOf = (row: StockRow) => `/admin/stock/${row.variantId}`
const placesOf = (row: StockRow) =>
  row.places.length === 0
    ? 'Nowhere'
    : row.places.map(({ code, onHand }) => `${code} ${units(onHand)}`).join(', ')

type RowsProps = { rows: StockRow[]; now: Date }

/** The list on screens from 1024 px up. */
export function StaffStockTable({ rows, now, caption }: RowsProps & { caption: string }) {
  return (
    <DataTable caption={caption} className="table-fixed">
      <thead>
        <tr>
          <Th className="w-44">SKU</Th>
          <Th>Name</Th>
          <Th numeric className="w-24">
            On hand
          </Th>
          <Th numeric className="w-24">
            Reserved
          </Th>
          <Th numeric className="w-24">
            Available
          </Th>
          <Th className="hidden w-48 xl:table-cell">Where</Th>
          <Th className="w-52">State</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const { onHand, reserved, available } = sumOf(row.places)
          return (
            <Tr key={row.variantId}>
              <Td className="truncate">
                <RowLink href={hrefOf(row)} data-row-link>
                  {row.sku}
                </RowLink>
              </Td>
              <Td className="truncate">{itemName(row.name, row.options)}</Td>
              <Td numeric>{units(onHand)}</Td>
              <Td numeric>{units(reserved)}</Td>
              <Td numeric className={cn('font-medium', available === 0 && 'text-danger')}>
                {units(available)}
              </Td>
              <Td className="hidden truncate text-muted xl:table-cell">{placesOf(row)}</Td>
              <Td className="overflow-clip">
                <State row={row} now={now} />
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </DataTable>
  )
}

/** The list on a phone: one card for each variant, and the whole card is a link. */
export function StaffStockCards({ rows, now, label }: RowsProps & { label: string }) {
  return (
    <ul aria-label={label} className="grid grid-cols-1 gap-2 md:grid-cols-2">
      {rows.map(row => {
        const { onHand, reserved, available } = sumOf(row.places)
        return (
          <li key={row.variantId} className="relative rounded-card border border-hairline bg-surface p-4">
            <div className="flex items-baseline justify-between gap-3">
              <Link
                href={hrefOf(row)}
                data-row-link
                className="min-w-0 truncate font-semibold after:absolute after:inset-0 after:rounded-card"
              >
                {row.sku}
              </Link>
              <span className={cn('tabular shrink-0 font-semibold', available === 0 && 'text-danger')}>
                {units(available)} available
              </span>
            </div>
            <p className="mt-0.5 truncate text-muted text-sm">{itemName(row.name, row.options)}</p>
            <p className="tabular mt-0.5 text-muted text-sm">
              {units(onHand)} on hand, {units(reserved)} reserved
            </p>
            <State row={row} now={now} className="mt-2.5" />
          </li>
        )
      })}
    </ul>
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
