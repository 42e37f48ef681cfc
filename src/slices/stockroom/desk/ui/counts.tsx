'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { DeskPage } from '#desk/page.tsx'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { SegmentedControl } from '#platform/forms/segmented-control.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { StaffStockLoading } from '#slices/inventory/desk/ui/stock-loading.tsx'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { type CountInput, countLineSchema } from '#slices/stockroom/counting/count-input.ts'
import type { listCounts } from '#slices/stockroom/queries.ts'
import { GoodsForm, type GoodsLine } from './goods-form.tsx'
import { StockroomTabs } from './stockroom-tabs.tsx'
import { counted, nameOf, stockroomTrouble, whereOf } from './stockroom-words.ts'
import { useStockroomAction } from './use-stockroom-action.ts'

type Row = Awaited<ReturnType<typeof listCounts>>['counts'][number]

/** Writes counts down, and lists those of which a line waits, or all. */
export function Counts() {
  const trpc = useTRPC()
  const live = useLive()
  const [waits, setWaits] = useState(true)
  const [after, setAfter] = useState<string | null>(null)
  const list = useQuery(
    trpc.stockroom.counts.queryOptions(
      { warehouse: null, waits, after },
      { placeholderData: keepPreviousData, refetchInterval: live.refetchInterval },
    ),
  )
  return (
    <DeskPage
      title="Stockroom"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      above={
        <>
          <StockroomTabs here="Counts" />
          <WriteCount />
          <SegmentedControl
            label="Which counts"
            name="counts-shown"
            options={[
              { value: 'waits', label: 'To be decided' },
              { value: 'all', label: 'All' },
            ]}
            value={waits ? 'waits' : 'all'}
            onValueChange={value => {
              setWaits(value === 'waits')
              setAfter(null)
            }}
          />
        </>
      }
      reading={list}
      trouble={stockroomTrouble}
      loading={<StaffStockLoading />}
    >
      {({ counts, nextCursor, readAt }) => (
        <>
          {counts.length === 0 ? (
            <EmptyState>{waits ? 'No count waits for anybody.' : 'Nothing was counted yet.'}</EmptyState>
          ) : (
            <DeskTable
              caption="Counts"
              columns={[
                { id: 'what', header: 'Count', cell: wordsOf },
                ...columns,
                { id: 'at', header: 'Written down', cell: row => <When at={row.countedAt} now={readAt} /> },
              ]}
              rows={counts}
              getRowId={({ id }) => id}
              hrefOf={hrefOf}
              card={row => (
                <>
                  <p className="flex items-baseline justify-between gap-3">
                    <CardLink href={hrefOf(row)}>{wordsOf(row)}</CardLink>
                    <When at={row.countedAt} now={readAt} className="justify-items-end" />
                  </p>
                  <p className="text-muted text-sm">
                    {whereOf(row)}, by {nameOf(row.actor)}
                  </p>
                </>
              )}
            />
          )}
          <Older after={after} next={nextCursor} onMove={setAfter} />
        </>
      )}
    </DeskPage>
  )
}

const hrefOf = ({ id }: Row) => `/admin/stockroom/counts/${id}`
const wordsOf = ({ lines, waiting, differences }: Row) =>
  [
    counted(lines, 'line'),
    waiting > 0 && `${waiting} to be decided`,
    differences > 0 && `${differences} booked`,
  ]
    .filter(Boolean)
    .join(', ')

const columns: DeskColumn<Row>[] = [
  { id: 'where', header: 'Where', cell: row => whereOf(row) },
  { id: 'by', header: 'By', cell: row => nameOf(row.actor) },
]

const lineOf = ({ sku, counted }: GoodsLine) => ({ sku, counted: counted ? Number(counted) : Number.NaN })

function WriteCount() {
  const client = useTRPCClient()
  const router = useRouter()
  const [id] = useState(() => uuidv7())
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const write = useStockroomAction({
    action: 'write-count',
    subject: id,
    send: (input: CountInput, actionId) => client.stockroom.writeCount.mutate({ ...input, actionId }),
    notice: 'Count written down',
    onDone: () => router.push(`/admin/stockroom/counts/${id}`),
  })
  return (
    <GoodsForm
      title="Write a count down"
      hint="Count first, without looking at the books. A small difference is booked at once; a large one waits until somebody else has counted or approved it."
      numbers={[{ name: 'counted', label: 'Counted' }]}
      wrongOf={line => countLineSchema.safeParse(lineOf(line)).error?.issues[0]?.message ?? null}
      action={write}
      words={{ send: 'Write it down', doing: 'Writing…', failure: 'The count was not written down' }}
      onSend={(warehouse, lines) => {
        const bin = typed.trim() ? binField.safeParse(typed) : null
        setWrong(bin?.error?.issues[0]?.message)
        if (bin?.error) return document.getElementById('counted-bin')?.focus()
        const input = { id, warehouse, lines: lines.map(lineOf), ...(bin?.data && { bin: bin.data }) }
        write.act(input, `the count in ${bin?.data ?? warehouse} was written down`)
      }}
    >
      <Field
        id="counted-bin"
        label="Bin"
        optional
        hint="Empty: you counted all that the shelf has of each SKU."
        error={wrong}
        className="sm:col-span-2"
      >
        <Input
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      </Field>
    </GoodsForm>
  )
}
