'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { clockWords } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { MoveWarehouse } from './move-warehouse.tsx'
import { NewWarehouseDialog } from './new-warehouse-dialog.tsx'
import { SetFloor } from './set-floor.tsx'
import { SetHours } from './set-hours.tsx'
import { SetLabels } from './set-labels.tsx'
import { StaffStockLoading } from './stock-loading.tsx'
import { StockTabs } from './stock-tabs.tsx'
import { stockTrouble } from './stock-words.ts'
import { WarehouseBadge } from './warehouse-badge.tsx'

/** The warehouses, in the order in which orders take stock from them. */
export function Warehouses() {
  const trpc = useTRPC()
  const live = useLive()
  const list = useQuery(
    trpc.stock.warehouses.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title="Stock"
      live={live}
      updatedAt={list.dataUpdatedAt ? new Date(list.dataUpdatedAt) : undefined}
      className="gap-3"
      aside={
        <May permission="stock.write">
          <NewWarehouse />
        </May>
      }
      above={<StockTabs />}
      reading={list}
      trouble={stockTrouble}
      loading={<StaffStockLoading />}
    >
      {warehouses => (
        <Card aria-labelledby="warehouses" className="max-w-4xl">
          <CardHeading id="warehouses">Warehouses</CardHeading>
          {warehouses.length === 0 ? (
            <EmptyState>There is no warehouse yet. With one, stock can be put on its shelves.</EmptyState>
          ) : (
            <>
              <p className="mb-2 max-w-prose text-muted text-sm">
                An order is sent from as few of them as can be; of several choices, from those that stand
                first.
              </p>
              <ol className="divide-y divide-hairline">
                {warehouses.map(warehouse => (
                  <Item key={warehouse.id} warehouse={warehouse} />
                ))}
              </ol>
            </>
          )}
        </Card>
      )}
    </DeskPage>
  )
}

function Item({ warehouse }: { warehouse: Warehouse }) {
  const { code, name, state, floor, hours, labels } = warehouse
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="wrap-anywhere flex flex-wrap items-center gap-2 font-medium">
          {name}
          <WarehouseBadge state={state} />
        </p>
        <p className="wrap-anywhere text-muted text-sm">
          {code}, {floor === 'own' ? 'packed by ourselves' : 'packed by the outside warehouse'}
          {floor === 'own' && (labels === 'bought' ? ', labels bought' : ', labels typed')}, parcels leave
          until {clockWords(hours.cutOffMinute)} ({hours.timeZone})
        </p>
      </div>
      <May permission="stock.write">
        <div className="-mx-3 flex flex-wrap gap-1">
          <SetHours warehouse={warehouse} />
          <SetFloor warehouse={warehouse} />
          {floor === 'own' && <SetLabels warehouse={warehouse} />}
          {state === 'open' ? (
            <MoveWarehouse warehouse={warehouse} to="paused" />
          ) : (
            <MoveWarehouse warehouse={warehouse} to="open" />
          )}
          {state !== 'closed' && <MoveWarehouse warehouse={warehouse} to="closed" />}
        </div>
      </May>
    </li>
  )
}

function NewWarehouse() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button size="sm">New warehouse</Button>
      </DialogTrigger>
      {open && <NewWarehouseDialog onDone={() => setOpen(false)} />}
    </Dialog>
  )
}
