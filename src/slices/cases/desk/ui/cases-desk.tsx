'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { OpenOrAll, useOpenOrAll } from '#desk/open-or-all.tsx'
import { DeskPage } from '#desk/page.tsx'
import { RowCard } from '#desk/row-card.tsx'
import { type DeskColumn, DeskTable } from '#desk/table.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { ListedCase } from '#slices/cases/queries.ts'
import { kindWords, standingOf, unitsIn } from './case-words.ts'
import { CasesLoading } from './cases-loading.tsx'

/** What happened to parcels after they had left: what is to be decided, or all of it. */
export function CasesDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const shown = useOpenOrAll()
  const list = useQuery(
    trpc.cases.list.queryOptions(shown.asked, {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  return (
    <DeskPage
      title="Cases"
      live={live}
      updatedAt={list.data?.readAt}
      reading={list}
      trouble={{
        title: 'The cases could not be read',
        words: 'This page may be out of date. Nothing that was reported is lost.',
      }}
      above={<OpenOrAll label="Which cases" name="cases-shown" open="To be decided" list={shown} />}
      loading={<CasesLoading />}
    >
      {({ cases, nextCursor, readAt }) => (
        <>
          <Cases rows={cases} now={readAt} isOpen={shown.isOpen} />
          <Older after={shown.after} next={nextCursor} onMove={shown.setAfter} />
        </>
      )}
    </DeskPage>
  )
}

function Cases({ rows, now, isOpen }: { rows: ListedCase[]; now: Date; isOpen: boolean }) {
  if (rows.length === 0)
    return (
      <EmptyState>
        {isOpen
          ? 'Nothing waits: every case is settled.'
          : 'No parcel has got lost or come damaged yet. A case is opened on the page of its order.'}
      </EmptyState>
    )
  return (
    <DeskTable
      caption="Cases"
      columns={[
        ...columns,
        { id: 'opened', header: 'Reported', cell: row => <When at={row.openedAt} now={now} /> },
      ]}
      rows={rows}
      getRowId={row => row.id}
      hrefOf={hrefOf}
      card={row => (
        <RowCard
          href={hrefOf(row)}
          number={row.number}
          standing={<Standing of={row} />}
          since={row.openedAt}
          now={now}
        >
          {kindWords[row.kind]}
        </RowCard>
      )}
    />
  )
}

function Standing({ of }: { of: ListedCase }) {
  const { words, tone } = standingOf(of)
  return <Badge tone={tone}>{words}</Badge>
}

const hrefOf = ({ orderId }: ListedCase) => `/admin/orders/${orderId}#cases`

const columns: DeskColumn<ListedCase>[] = [
  { id: 'order', header: 'Order', cell: row => <span className="tabular">{row.number}</span> },
  { id: 'kind', header: 'What happened', cell: row => kindWords[row.kind] },
  { id: 'units', header: 'Items', meta: { numeric: true }, cell: row => unitsIn(row) },
  { id: 'state', header: 'State', cell: row => <Standing of={row} /> },
]
