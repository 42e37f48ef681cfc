import { DataTable, Td, Th, Tr, tableCardLook } from '#platform/ui/data-table.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import type { TaxRow } from '#slices/invoices/reports/tax-report.ts'
import { countryWords, rateWords, treatmentWords } from './report-words.ts'

/** Sales and tax of each country, rate and treatment. */
export function TaxTable({ rows }: { rows: readonly TaxRow[] }) {
  return (
    <DataTable caption="Sales and tax by country, rate and treatment" className={tableCardLook}>
      <thead>
        <tr>
          <Th pinned>Country</Th>
          <Th>Rate</Th>
          <Th numeric>Invoiced</Th>
          <Th numeric>Credited</Th>
          <Th numeric>Sales without tax</Th>
          <Th numeric>Tax</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <TaxLine
            key={`${row.country} ${row.currency} ${row.name} ${row.rateBasisPoints} ${row.treatment}`}
            row={row}
          />
        ))}
      </tbody>
    </DataTable>
  )
}

function TaxLine({ row }: { row: TaxRow }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, row.currency)
  return (
    <Tr>
      <Td pinned className="font-medium">
        {countryWords(row.country)}
      </Td>
      <Td>
        {row.name} {rateWords(row.rateBasisPoints)}
        <span className="text-muted"> {treatmentWords[row.treatment]}</span>
      </Td>
      <Td numeric>{money(row.invoicedMinor)}</Td>
      <Td numeric>{money(row.creditedMinor)}</Td>
      <Td numeric>{money(row.invoicedMinor - row.creditedMinor)}</Td>
      <Td numeric>{money(row.invoicedTaxMinor - row.creditedTaxMinor)}</Td>
    </Tr>
  )
}
