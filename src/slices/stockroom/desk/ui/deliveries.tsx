'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { DeskPage } from '#desk/page.tsx'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { StaffStockLoading } from '#slices/inventory/desk/ui/stock-loading.tsx'
import type { listReceipts } from '#slices/stockroom/queries.ts'
import { type ReceiptInput, receiptLineSchema } from '#slices/stockroom/receiving/receipt-input.ts'
import { GoodsForm, type GoodsLine } from './goods-form.tsx'
import { StockroomTabs } from './stockroom-tabs.tsx'
import { nameOf, stockroomTrouble, strayWords } from './stockroom-words.ts'
import { useStockroomAction } from './use-stockroom-action.ts'

type Row = Awaited<ReturnType<typeof listReceipts>>['receipts'][number]

/** Books deliveries in, and lists those before. */
export function Deliveries() {
  const trpc = useTRPC()
  const live = useLive()
  const [after, setAfter] = useState<string | null>(null)
  const list = useQuery(
    trpc.stockroom.receipts.queryOptions(
      { warehouse: null, after },
      { placeholderData: keepPreviousData, refetchInterval: live.refetchInterval },
    ),
  )
  const [round, setRound] = useState(0)
  return (
    <DeskPage
      title="Stockroom"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      above={
        <>
          <StockroomTabs here="Deliveries" />
          <BookIn key={round} onDone={() => setRound(round + 1)} />
        </>
      }
      reading={list}
      trouble={stockroomTrouble}
      loading={<StaffStockLoading />}
    >
      {({ receipts, nextCursor, readAt }) => (
        <>
          {receipts.length === 0 ? (
            <EmptyState>No delivery was booked in yet.</EmptyState>
          ) : (
            <DeskTable
              caption="Deliveries"
              columns={[
                ...columns,
                { id: 'came', header: 'Booked in', cell: row => <When at={row.receivedAt} now={readAt} /> },
              ]}
              rows={receipts}
              getRowId={({ id }) => id}
              hrefOf={hrefOf}
              card={row => (
                <>
                  <p className="flex items-baseline justify-between gap-3 font-medium">
                    <CardLink href={hrefOf(row)}>{whose(row)}</CardLink>
                    <When at={row.receivedAt} now={readAt} className="justify-items-end" />
                  </p>
                  <p className="text-muted text-sm">{strayWords(row)}</p>
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

const whose = ({ supplier, reference }: Row) =>
  [supplier, reference].filter(Boolean).join(', ') || 'Without a note'
const hrefOf = ({ id }: Row) => `/admin/stockroom/${id}`

const columns: DeskColumn<Row>[] = [
  { id: 'from', header: 'From', cell: whose },
  { id: 'units', header: 'Units', cell: strayWords },
  { id: 'to', header: 'Warehouse', cell: row => row.warehouse },
  { id: 'by', header: 'By', cell: row => nameOf(row.actor) },
]

const numberOf = (typed: string | undefined) => (typed ? Number(typed) : null)
const lineOf = ({ sku, expected, accepted, damaged }: GoodsLine) => ({
  sku,
  expected: numberOf(expected),
  accepted: numberOf(accepted) ?? 0,
  damaged: numberOf(damaged) ?? 0,
})

function BookIn({ onDone }: { onDone: () => void }) {
  const client = useTRPCClient()
  const [id] = useState(() => uuidv7())
  const [supplier, setSupplier] = useState('')
  const [reference, setReference] = useState('')
  const book = useStockroomAction({
    action: 'book-receipt',
    subject: id,
    send: (input: ReceiptInput, actionId) => client.stockroom.book.mutate({ ...input, actionId }),
    notice: 'Delivery booked in',
    onDone,
  })
  return (
    <GoodsForm
      title="Book a delivery in"
      hint="Whole units go onto the shelf and are on sale at once; damaged ones into quarantine. “Expected” is what the delivery note says."
      numbers={[
        { name: 'accepted', label: 'Whole' },
        { name: 'damaged', label: 'Damaged', optional: true },
        { name: 'expected', label: 'Expected', optional: true },
      ]}
      wrongOf={line => receiptLineSchema.safeParse(lineOf(line)).error?.issues[0]?.message ?? null}
      action={book}
      words={{ send: 'Book it in', doing: 'Booking…', failure: 'The delivery was not booked in' }}
      onSend={(warehouse, lines) =>
        book.act(
          { id, warehouse, supplier, reference, lines: lines.map(lineOf) },
          `the delivery to ${warehouse} was booked in`,
        )
      }
    >
      <Field label="Supplier" optional>
        <Input
          autoComplete="off"
          maxLength={100}
          value={supplier}
          onChange={event => setSupplier(event.target.value)}
        />
      </Field>
      <Field label="Delivery note" optional>
        <Input
          autoComplete="off"
          maxLength={100}
          value={reference}
          onChange={event => setReference(event.target.value)}
        />
      </Field>
    </GoodsForm>
  )
}
