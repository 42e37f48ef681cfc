'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { BooksRun } from '../books-view.ts'
import { StaffBooksLoading } from './books-loading.tsx'
import { StaffBooksRun } from './books-run.tsx'
import { summaryOf } from './books-words.ts'

/** The bank's books beside ours: the results of the last comparisons, and the button for another. Live. */
export function StaffBooks() {
  const trpc = useTRPC()
  const live = useLive()
  const books = useQuery(trpc.books.read.queryOptions(undefined, { refetchInterval: live.refetchInterval }))
  return (
    <DeskPage
      title="Books"
      live={live}
      updatedAt={books.data?.readAt}
      above={<Reconcile running={books.data?.runs.some(run => !run.endedAt) ?? false} />}
      reading={books}
      trouble={{
        title: 'The books could not be read',
        words: 'This page may be out of date. The nightly comparison goes on.',
      }}
      loading={<StaffBooksLoading />}
    >
      {({ runs }) => <Runs runs={runs} />}
    </DeskPage>
  )
}

function Runs({ runs: [latest, ...earlier] }: { runs: BooksRun[] }) {
  if (!latest)
    return <EmptyState>Nothing was compared yet. The first night will, or press the button.</EmptyState>
  const { tone, title, advice } = summaryOf(latest)
  return (
    <>
      <Banner tone={tone} title={title} live="polite">
        {advice}
      </Banner>
      <section className="flex flex-col gap-3">
        <h2 className="text-xl">Last comparison</h2>
        <StaffBooksRun run={latest} />
      </section>
      {earlier.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-xl">Earlier</h2>
          {earlier.map(run => (
            <StaffBooksRun key={run.id} run={run} />
          ))}
        </section>
      )}
    </>
  )
}

const SPANS = [
  { days: 3, words: 'the last 3 days' },
  { days: 30, words: 'the last 30 days' },
  { days: 180, words: 'the last 180 days' },
]

function Reconcile({ running }: { running: boolean }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [days, setDays] = useState(SPANS[0]?.days ?? 3)
  const client = useTRPCClient()
  const reconcile = useDeskAction({
    action: 'reconcile',
    subject: 'books',
    send: (input: { days: number }, actionId) => client.books.reconcile.mutate({ ...input, actionId }),
    async onDone({ begun }) {
      notify(begun ? 'A worker compares the books' : 'The books are already being compared')
      await queries.invalidateQueries({ queryKey: trpc.books.pathKey() })
    },
  })
  return (
    <div className="flex flex-col gap-2">
      <p className="max-w-prose text-muted">
        Each night at 3:15, London time, the bank’s list of charges and refunds is compared with ours. What
        can be mended is; the rest stands here and with its order.
      </p>
      <May permission="money.reconcile">
        <div className="flex flex-wrap items-center gap-2">
          <Select
            aria-label="What to compare"
            className="w-52"
            value={days}
            onChange={event => setDays(Number(event.target.value))}
          >
            {SPANS.map(span => (
              <option key={span.days} value={span.days}>
                {span.words}
              </option>
            ))}
          </Select>
          <Button
            guardRepeat
            pending={reconcile.isPending || running}
            pendingLabel="Comparing…"
            onClick={() => reconcile.act({ days }, 'the books are being compared')}
          >
            <Scale aria-hidden="true" />
            Reconcile now
          </Button>
        </div>
      </May>
      {reconcile.error && (
        <p role="alert" className="text-danger text-sm">
          Not started. {reconcile.error.message}
        </p>
      )}
    </div>
  )
}
