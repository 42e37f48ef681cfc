import { When } from '#desk/clock.tsx'
import { useJobInWords } from '#desk/job-words.tsx'
import { cn } from '#platform/ui/cn.ts'
import { DataTable, RowLink, Td, Th, Tr } from '#platform/ui/data-table.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { LiveRows } from '../order-row.ts'
import { DeliveryBadge, PaymentBadge } from './badges.tsx'
import { problemInWords } from './problem-words.ts'

/** The list from 1024 px up. The ship-to and items columns shrink first, so that nothing scrolls sideways. */
export function StaffOrderTable({
  rows,
  now,
  caption,
}: {
  rows: LiveRows['rows']
  now: Date
  caption: string
}) {
  const jobInWords = useJobInWords()
  const withReasons = rows.some(row => row.problem)
  return (
    <DataTable caption={caption} className="table-fixed">
      <thead>
        <tr>
          <Th className="w-34">Order</Th>
          <Th className="w-30">Placed</Th>
          <Th>Customer</Th>
          {!withReasons && (
            <Th numeric className="hidden w-16 xl:table-cell">
              Items
            </Th>
          )}
          <Th numeric className="w-28">
            Total
          </Th>
          <Th className="w-40">Payment</Th>
          <Th className="w-28">Delivery</Th>
          {withReasons ? (
            <Th className="w-72 xl:w-88">Why it is here</Th>
          ) : (
            <Th className="hidden w-50 xl:table-cell">Ship to</Th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Tr key={row.id} className={cn(row.left && 'text-muted')}>
            <Td>
              <RowLink
                href={`/admin/orders/${row.id}`}
                data-row-link
                className={cn(row.left && 'text-muted')}
              >
                {row.number}
              </RowLink>
            </Td>
            <Td className="text-muted">
              <When at={row.placedAt} now={now} />
            </Td>
            <Td className="truncate">
              {row.customerName} <span className="text-muted">{row.email}</span>
            </Td>
            {!withReasons && (
              <Td numeric className="hidden xl:table-cell">
                {row.units}
              </Td>
            )}
            <Td numeric>{formatMoney(row.totalMinor, row.currency)}</Td>
            <Td className="overflow-clip">
              <PaymentBadge order={row} />
            </Td>
            <Td>
              {row.left ? <span className="text-xs">Left this view</span> : <DeliveryBadge order={row} />}
            </Td>
            {withReasons ? (
              <Td className="text-danger">
                <span className="line-clamp-2 whitespace-normal leading-tight">
                  {row.problem && problemInWords(row.problem, jobInWords)}
                </span>
              </Td>
            ) : (
              <Td className="hidden truncate xl:table-cell">
                {row.city}, {countryByCode(row.country)?.name ?? row.country}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </DataTable>
  )
}
