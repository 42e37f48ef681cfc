import { DataTable, Td, Th, Tr, tableCardLook } from '#platform/ui/data-table.tsx'
import { formatDay, formatMoney } from '#platform/ui/format.ts'
import type { JournalEntry } from '#slices/invoices/reports/journal.ts'
import { entryWords } from './report-words.ts'

/** What was booked each day, on both sides of each account. */
export function JournalTable({ entries }: { entries: readonly JournalEntry[] }) {
  return (
    <DataTable caption="Bookings by day and account" className={tableCardLook}>
      <thead>
        <tr>
          <Th pinned>Day</Th>
          <Th>Account</Th>
          <Th numeric>Debit</Th>
          <Th numeric>Credit</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <Tr key={`${entry.day} ${entry.currency} ${entryWords(entry)}`}>
            <Td pinned className="tabular font-medium">
              {/* A day of the calendar has no time, so UTC keeps it as it is. */}
              {formatDay(entry.day, { timeZone: 'UTC' })}
            </Td>
            <Td>{entryWords(entry)}</Td>
            <Side minor={entry.debitMinor} currency={entry.currency} />
            <Side minor={entry.creditMinor} currency={entry.currency} />
          </Tr>
        ))}
      </tbody>
    </DataTable>
  )
}

function Side({ minor, currency }: { minor: number; currency: string }) {
  return <Td numeric>{minor === 0 ? '' : formatMoney(minor, currency)}</Td>
}
