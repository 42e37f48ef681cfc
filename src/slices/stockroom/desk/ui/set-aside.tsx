'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { DeskPage } from '#desk/page.tsx'
import { MayAt } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { StaffStockLoading } from '#slices/inventory/desk/ui/stock-loading.tsx'
import { placeWords } from '#slices/inventory/desk/ui/stock-words.ts'
import type { listAside } from '#slices/inventory/ledger/list-aside.ts'
import { type SortInput, sortedTo, sortSchema, waysFrom } from '#slices/stockroom/aside/sort-input.ts'
import { StockroomTabs } from './stockroom-tabs.tsx'
import { counted, stockroomTrouble } from './stockroom-words.ts'
import { useStockroomAction } from './use-stockroom-action.ts'

type Row = Awaited<ReturnType<typeof listAside>>['aside'][number]

/** What lies in a warehouse and is not on sale, with what may become of it. */
export function SetAside() {
  const trpc = useTRPC()
  const live = useLive()
  const [after, setAfter] = useState<string | null>(null)
  const list = useQuery(
    trpc.stock.aside.queryOptions(
      { after },
      { placeholderData: keepPreviousData, refetchInterval: live.refetchInterval },
    ),
  )
  return (
    <DeskPage
      title="Stockroom"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      above={<StockroomTabs here="Set aside" />}
      reading={list}
      trouble={stockroomTrouble}
      loading={<StaffStockLoading />}
    >
      {({ aside, nextCursor }) => (
        <>
          {aside.length === 0 ? (
            <EmptyState>Nothing is set aside: every unit in the house is on its shelf.</EmptyState>
          ) : (
            <Card className="max-w-4xl">
              <ul aria-label="Set aside" className="divide-y divide-hairline">
                {aside.map(row => (
                  <li
                    key={`${row.sku} ${row.warehouse} ${row.place}`}
                    className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
                  >
                    <div className="min-w-0 flex-1 basis-64">
                      <p className="font-medium">{row.name}</p>
                      <p className="wrap-anywhere text-muted text-sm">
                        {row.sku}: {counted(row.units, 'unit')} in {placeWords[row.place].toLowerCase()},{' '}
                        {row.warehouse}
                      </p>
                    </div>
                    {row.place !== 'returns' && (
                      <MayAt permission="stock.write" warehouseId={row.warehouseId}>
                        <Sort row={row} place={row.place} />
                      </MayAt>
                    )}
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Older after={after} next={nextCursor} onMove={setAfter} />
        </>
      )}
    </DeskPage>
  )
}

function Sort({ row, place }: { row: Row; place: SortInput['from'] }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [id] = useState(() => uuidv7())
  const ways = waysFrom(place)
  const [to, setTo] = useState<SortInput['to']>(ways[0] ?? 'shelf')
  const [quantity, setQuantity] = useState(String(row.units))
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<Partial<Record<'quantity' | 'reason', string>>>({})
  const sort = useStockroomAction({
    action: 'sort-aside',
    subject: `${row.sku} ${row.warehouse} ${place}`,
    send: (input: SortInput, actionId) => client.stockroom.sort.mutate({ ...input, actionId }),
    notice: 'Decided',
    onDone: () => setOpen(false),
  })
  const read = () =>
    sortSchema.safeParse({
      id,
      sku: row.sku,
      warehouse: row.warehouse,
      from: place,
      to,
      quantity: quantity ? Number(quantity) : Number.NaN,
      reason,
    })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button
          variant="secondary"
          size="sm"
          aria-label={`Decide: ${row.name}, ${placeWords[place].toLowerCase()}`}
        >
          Decide
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="What becomes of it"
          description={`${row.name}, ${counted(row.units, 'unit')} in ${placeWords[place].toLowerCase()}`}
          action={{ words: 'Decide', doing: 'Deciding…' }}
          wayOut="Leave it"
          failure="Nothing was moved"
          mutation={sort}
          check={() => {
            const issues = read().error?.issues ?? []
            const of = (field: string) => issues.find(({ path }) => path[0] === field)?.message
            const [quantity, reason] = [of('quantity'), of('reason')]
            setWrong({ ...(quantity && { quantity }), ...(reason && { reason }) })
            return quantity ? 'sort-quantity' : reason ? 'sort-reason' : null
          }}
          onAction={() => {
            const { data } = read()
            if (data)
              sort.act(data, `${data.quantity} of ${data.sku} went to: ${placeWords[data.to].toLowerCase()}`)
          }}
        >
          <Field label="Where it goes">
            <Select
              value={to}
              onChange={event => setTo(sortedTo.find(way => way === event.target.value) ?? to)}
            >
              {ways.map(way => (
                <option key={way} value={way}>
                  {wayWords[way]}
                </option>
              ))}
            </Select>
          </Field>
          <Field id="sort-quantity" label="Units" error={wrong.quantity}>
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={quantity}
              onChange={event => setQuantity(event.target.value.trim())}
            />
          </Field>
          <Field
            id="sort-reason"
            label="Reason"
            hint="It stays in the ledger, with your name."
            error={wrong.reason}
          >
            <Input
              autoComplete="off"
              maxLength={200}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </Field>
        </ActionDialog>
      )}
    </Dialog>
  )
}

const wayWords: Record<SortInput['to'], string> = {
  shelf: 'Onto the shelf, on sale',
  scrap: 'To scrap',
  supplier: 'Back to the supplier',
}
