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
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { ListedWithdrawal } from '#slices/withdrawals/queries.ts'
import { WithdrawalState } from './withdrawal-state.tsx'
import { unitWords } from './withdrawal-words.ts'
import { WithdrawalsLoading } from './withdrawals-loading.tsx'

type Row = ListedWithdrawal

/** The withdrawals from contracts: those that wait for staff, or all of them. */
export function WithdrawalsDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const shown = useOpenOrAll()
  const list = useQuery(
    trpc.staffWithdrawals.list.queryOptions(shown.asked, {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  return (
    <DeskPage
      title="Withdrawals"
      live={live}
      updatedAt={list.data?.readAt}
      reading={list}
      trouble={{
        title: 'The withdrawals could not be read',
        words: 'This page may be out of date. Shoppers can still withdraw, and nothing of it is lost.',
      }}
      above={
        <OpenOrAll label="Which withdrawals" name="withdrawals-shown" open="To be settled" list={shown} />
      }
      loading={<WithdrawalsLoading />}
    >
      {({ withdrawals, nextCursor, readAt }) => (
        <>
          <Withdrawals rows={withdrawals} now={readAt} isOpen={shown.isOpen} />
          <Older after={shown.after} next={nextCursor} onMove={shown.setAfter} />
        </>
      )}
    </DeskPage>
  )
}

function Withdrawals({ rows, now, isOpen }: { rows: Row[]; now: Date; isOpen: boolean }) {
  if (rows.length === 0)
    return (
      <EmptyState>
        {isOpen
          ? 'Nobody waits: every withdrawal is settled.'
          : 'Nobody has withdrawn from a contract yet. The button is on each order’s page.'}
      </EmptyState>
    )
  return (
    <DeskTable
      caption="Withdrawals"
      columns={[
        ...columns,
        { id: 'declared', header: 'Declared', cell: row => <When at={row.declaredAt} now={now} /> },
      ]}
      rows={rows}
      getRowId={row => row.id}
      hrefOf={hrefOf}
      card={row => (
        <RowCard
          href={hrefOf(row)}
          number={row.number}
          standing={<WithdrawalState {...row} />}
          since={row.declaredAt}
          now={now}
        >
          {row.name}, {unitWords(row.units)}
        </RowCard>
      )}
    />
  )
}

const hrefOf = ({ orderId }: Row) => `/admin/orders/${orderId}#withdrawals`

const columns: DeskColumn<Row>[] = [
  { id: 'order', header: 'Order', cell: row => <span className="tabular">{row.number}</span> },
  { id: 'name', header: 'Name', cell: row => row.name },
  { id: 'units', header: 'Items', meta: { numeric: true }, cell: row => row.units },
  { id: 'state', header: 'State', cell: row => <WithdrawalState {...row} /> },
]
