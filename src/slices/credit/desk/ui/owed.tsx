'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Read } from '#desk/page.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { DataTable, Td, Th, Tr, tableCardLook } from '#platform/ui/data-table.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { saveAs } from '#platform/ui/save-as.ts'
import type { LiabilityMonth } from '#slices/credit/liability.ts'
import { liabilityCsv } from '#slices/credit/liability-csv.ts'
import { CreditLoading } from './credit-loading.tsx'
import { CreditTabs } from './credit-tabs.tsx'
import { creditTrouble } from './credit-words.ts'

const kindWords = { gift_card: 'Gift cards', store_credit: 'Store credit' }
const sums = ['opening', 'issued', 'spent', 'refunded', 'adjusted', 'expired', 'closing'] as const
const sumWords: Record<(typeof sums)[number], string> = {
  opening: 'At the beginning',
  issued: 'Issued',
  spent: 'Spent',
  refunded: 'Refunded',
  adjusted: 'By hand',
  expired: 'Over',
  closing: 'At the end',
}

/** What the shop owes to the holders of gift cards and store credit, by month. */
export function Owed() {
  const trpc = useTRPC()
  const [days, setDays] = useState({ from: '', to: '' })
  const owed = useQuery(
    trpc.staffCredit.owed.queryOptions(
      { from: days.from || undefined, to: days.to || undefined },
      { placeholderData: keepPreviousData, retry: false },
    ),
  )
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Gift cards</h1>
      <CreditTabs here="What is owed" />
      <div className="flex flex-wrap items-end gap-4">
        <Field label="From" className="w-44">
          <Input
            type="date"
            value={days.from}
            onChange={event => setDays({ ...days, from: event.target.value })}
          />
        </Field>
        <Field label="To" className="w-44">
          <Input
            type="date"
            value={days.to}
            onChange={event => setDays({ ...days, to: event.target.value })}
          />
        </Field>
        <Button
          variant="secondary"
          disabled={!owed.data}
          onClick={() => owed.data && saveAs('what-is-owed.csv', liabilityCsv(owed.data), 'text/csv')}
        >
          <Download aria-hidden="true" />
          Save as CSV
        </Button>
      </div>
      <p className="max-w-prose text-muted text-sm">
        Read from what changed each balance, so it is exact for any day. Money that an order holds counts as
        spent, and comes back if the order ends without a sale.
      </p>
      <Read
        reading={owed}
        trouble={{ ...creditTrouble, words: owed.error?.message ?? creditTrouble.words }}
        loading={<CreditLoading />}
      >
        {months => <Months months={months} />}
      </Read>
    </div>
  )
}

function Months({ months }: { months: readonly LiabilityMonth[] }) {
  return (
    <div className={cn(tableCardLook, 'overflow-x-auto')}>
      <DataTable caption="What is owed, by month">
        <thead>
          <tr>
            <Th>Month</Th>
            <Th>What</Th>
            {sums.map(name => (
              <Th key={name} numeric>
                {sumWords[name]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(month => (
            <Tr key={`${month.kind} ${month.currency} ${month.month}`}>
              <Td className="whitespace-nowrap">{month.month}</Td>
              <Td className="whitespace-nowrap">{kindWords[month.kind]}</Td>
              {sums.map(name => (
                <Td key={name} numeric>
                  {formatMoney(month[name], month.currency)}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  )
}
