'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { Read } from '#desk/page.tsx'
import { daySchema } from '#platform/fields/day-schema.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { SegmentedControl } from '#platform/forms/segmented-control.tsx'
import { clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { journalCsv, taxCsv } from '#slices/invoices/reports/csv.ts'
import { type Span, whatIsWrong } from '#slices/invoices/reports/span.ts'
import { DownloadCsv } from './download.tsx'
import { JournalTable } from './journal-table.tsx'
import { ReportsLoading } from './reports-loading.tsx'
import { reportsParams, type shownReports } from './reports-params.ts'
import { TaxTable } from './tax-table.tsx'

/** The reports for the accountant: what was sold and which tax is in it, and what was booked each day. */
export function Reports() {
  const [{ show, ...days }, setParams] = useQueryStates(reportsParams)
  const today = clockIn(SHOP_TIME_ZONE, new Date()).day
  const span = { from: days.from ?? `${today.slice(0, 8)}01`, to: days.to ?? today }
  const wrong = whatIsWrong(span)
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Reports</h1>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <SegmentedControl
          label="Report"
          name="report"
          options={[
            { value: 'tax', label: 'Sales and tax' },
            { value: 'journal', label: 'Journal' },
          ]}
          value={show}
          onValueChange={value => void setParams({ show: value as (typeof shownReports)[number] })}
        />
        <Day label="First day" day={span.from} onDay={from => void setParams({ from })} />
        <Day label="Last day" day={span.to} onDay={to => void setParams({ to })} />
      </div>
      {wrong ? (
        <Banner tone="warning" title={wrong} live="polite">
          Choose other days.
        </Banner>
      ) : show === 'tax' ? (
        <TaxReport span={span} />
      ) : (
        <Journal span={span} />
      )}
    </div>
  )
}

function Day({ label, day, onDay }: { label: string; day: string; onDay: (day: string) => void }) {
  return (
    <Field label={label} className="w-44">
      <Input
        type="date"
        key={day}
        defaultValue={day}
        // While somebody types a year, the field holds 0002, 0020 and 0202.
        onBlur={({ target: { value } }) => {
          if (daySchema.safeParse(value).success && value !== day) onDay(value)
        }}
      />
    </Field>
  )
}

const trouble = {
  title: 'The report could not be read',
  words: 'Nothing is lost. Try again, or choose fewer days.',
}
const nothing = <EmptyState>No invoice and no credit note was issued on these days.</EmptyState>

function TaxReport({ span }: { span: Span }) {
  const trpc = useTRPC()
  const reading = useQuery(trpc.reports.tax.queryOptions(span))
  return (
    <Read reading={reading} trouble={trouble} loading={<ReportsLoading />}>
      {({ rows }) =>
        rows.length === 0 ? (
          nothing
        ) : (
          <>
            <TaxTable rows={rows} />
            <div>
              <DownloadCsv name={`tax-${span.from}-${span.to}`} textOf={() => taxCsv(rows)} />
            </div>
          </>
        )
      }
    </Read>
  )
}

function Journal({ span }: { span: Span }) {
  const trpc = useTRPC()
  const reading = useQuery(trpc.reports.journal.queryOptions(span))
  return (
    <Read reading={reading} trouble={trouble} loading={<ReportsLoading />}>
      {({ entries }) =>
        entries.length === 0 ? (
          nothing
        ) : (
          <>
            <JournalTable entries={entries} />
            <div>
              <DownloadCsv name={`journal-${span.from}-${span.to}`} textOf={() => journalCsv(entries)} />
            </div>
          </>
        )
      }
    </Read>
  )
}
