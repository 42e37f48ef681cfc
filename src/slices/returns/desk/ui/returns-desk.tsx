'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { DeskPage } from '#desk/page.tsx'
import { RowCard } from '#desk/row-card.tsx'
import { type DeskColumn, DeskTable } from '#desk/table.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { ListedReturn } from '#slices/returns/desk/list-queries.ts'
import { type ReturnState, returnStates } from '#slices/returns/return.ts'
import { ReturnSearch } from './return-search.tsx'
import { reasonWords, stateTones, stateWords } from './return-words.ts'
import { ReturnsLoading } from './returns-loading.tsx'

type Row = ListedReturn

/** What comes back, newest first, and the way to one of them by its number. */
export function ReturnsDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const [state, setState] = useState<ReturnState | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const every = { refetchInterval: live.refetchInterval }
  const list = useQuery(
    trpc.staffReturns.list.queryOptions({ state, after }, { placeholderData: keepPreviousData, ...every }),
  )
  const { data: waiting } = useQuery(trpc.staffReturns.waiting.queryOptions(undefined, every))
  return (
    <DeskPage
      title="Returns"
      live={live}
      updatedAt={list.data?.readAt}
      reading={list}
      trouble={{
        title: 'The returns could not be read',
        words:
          'This page may be out of date. Shoppers can still send things back, and nothing of it is lost.',
      }}
      above={
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
          <ReturnSearch />
          <div className="flex flex-wrap items-end gap-4">
            {waiting && <p className="pb-2 text-sm">{waitingWords(waiting)}</p>}
            <Field label="State" className="w-48">
              <Select
                size="sm"
                value={state ?? ''}
                onChange={event => {
                  setState(returnStates.find(one => one === event.target.value) ?? null)
                  setAfter(null)
                }}
              >
                <option value="">All</option>
                {returnStates.map(one => (
                  <option key={one} value={one}>
                    {stateWords[one]}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        </div>
      }
      loading={<ReturnsLoading />}
    >
      {({ returns, nextCursor, readAt }) => (
        <>
          <Returns rows={returns} now={readAt} state={state} />
          <Older after={after} next={nextCursor} onMove={setAfter} />
        </>
      )}
    </DeskPage>
  )
}

/** `1 to decide, 2 to inspect` */
function waitingWords({
  decide,
  inspect,
  money,
}: {
  decide: number
  inspect: number
  money: number
}): string {
  const parts = [
    decide > 0 && `${decide} to decide`,
    inspect > 0 && `${inspect} to inspect`,
    money > 0 && `${money} whose money did not go back`,
  ].filter(Boolean)
  return parts.join(', ') || 'Nothing waits for you'
}

function Returns({ rows, now, state }: { rows: Row[]; now: Date; state: ReturnState | null }) {
  if (rows.length === 0)
    return (
      <EmptyState>
        {state
          ? `No return is “${stateWords[state]}” now.`
          : 'Nothing has come back yet. Shoppers ask for it on the page of their order.'}
      </EmptyState>
    )
  return (
    <DeskTable
      caption="Returns"
      columns={[
        ...columns,
        { id: 'asked', header: 'Asked', cell: row => <When at={row.askedAt} now={now} /> },
      ]}
      rows={rows}
      getRowId={row => row.id}
      hrefOf={hrefOf}
      card={row => (
        <RowCard
          href={hrefOf(row)}
          number={row.number}
          standing={<State state={row.state} />}
          since={row.askedAt}
          now={now}
        >
          {unitWords(row)}, {whyOf(row)}
        </RowCard>
      )}
    />
  )
}

const hrefOf = ({ number }: Row) => `/admin/returns/${number}`
const whyOf = ({ reasons, fromWithdrawal }: Row) =>
  fromWithdrawal ? 'Withdrawal' : reasons.map(reason => reasonWords[reason]).join(', ')
const unitWords = ({ units, received }: Row) => `${received} of ${units} here`

const columns: DeskColumn<Row>[] = [
  { id: 'number', header: 'Return', cell: row => <span className="tabular">{row.number}</span> },
  { id: 'order', header: 'Order', cell: row => <span className="tabular">{row.orderNumber}</span> },
  { id: 'why', header: 'Why', cell: whyOf },
  { id: 'units', header: 'Items', cell: unitWords },
  { id: 'waiting', header: 'To inspect', meta: { numeric: true }, cell: row => row.waiting || '–' },
  { id: 'state', header: 'State', cell: row => <State state={row.state} /> },
]

export const State = ({ state }: Pick<Row, 'state'>) => (
  <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
)
