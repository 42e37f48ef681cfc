'use client'

import { useQuery } from '@tanstack/react-query'
import { isTRPCClientError } from '@trpc/client'
import { ArrowLeft } from 'lucide-react'
import { LiveStatus, useLive } from '#desk/live.tsx'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { StatTile } from '#platform/ui/stat-tile.tsx'
import { itemName } from '#slices/catalog/option-words.ts'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import { bucketsOf, type StockOfVariant, sumOf } from '../stock-view.ts'
import { StaffBackOrders } from './back-orders.tsx'
import { StaffBuckets } from './buckets.tsx'
import { StaffLaunch } from './launch.tsx'
import { StaffMostPerOrder } from './most-per-order.tsx'
import { StaffStockMovements } from './stock-movements.tsx'
import { StaffStockPlaces } from './stock-places.tsx'
import { StaffStockVariantLoading } from './stock-variant-loading.tsx'
import { stockTrouble, units } from './stock-words.ts'
import { StaffUnitPlaces } from './unit-places.tsx'

const TRIES = 2

/** One variant with its stock by warehouse, its buckets, its launch and its last movements. The page updates live. */
export function StaffStockVariant({ variantId }: { variantId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const stock = useQuery(
    trpc.stock.variant.queryOptions(
      { variantId },
      {
        refetchInterval: ({ state }) => (isGone(state.error) ? false : live.refetchInterval),
        retry: (failures, error) => !isGone(error) && failures < TRIES,
      },
    ),
  )
  if (stock.isError && isGone(stock.error))
    return (
      <EmptyState
        title="There is no such variant"
        action={<ButtonLink href="/admin/stock">All stock</ButtonLink>}
      >
        The link may be old or have a typing mistake.
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <Read reading={stock} trouble={stockTrouble} loading={<StaffStockVariantLoading />}>
        {read => <Parts stock={read} live={live} />}
      </Read>
    </div>
  )
}

function isGone(error: unknown): boolean {
  return isTRPCClientError(error) && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.data?.code ?? '')
}

function Parts({ stock, live }: { stock: StockOfVariant; live: ReturnType<typeof useLive> }) {
  const { row, readAt } = stock
  const { onHand, reserved, available } = sumOf(row.places)
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <ButtonLink href="/admin/stock" variant="quiet" size="sm" className="-ml-3">
            <ArrowLeft aria-hidden="true" />
            All stock
          </ButtonLink>
          <h1 className="wrap-anywhere mt-1 text-3xl">{itemName(row.name, row.options)}</h1>
          <p className="text-muted">{row.sku}</p>
        </div>
        <LiveStatus live={live} updatedAt={readAt} />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <StatTile label="On hand" value={units(onHand)} />
        <StatTile label="Reserved" value={units(reserved)} />
        <StatTile label="Available" value={units(available)} tone={available === 0 ? 'warning' : 'neutral'} />
        <StatTile label="Buckets" value={bucketsOf(row.places)} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <StaffStockPlaces row={row} />
          <StaffBuckets row={row} />
          <StaffMostPerOrder row={row} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <StaffBackOrders stock={stock} />
          <StaffLaunch stock={stock} />
          <StaffUnitPlaces places={stock.places} />
          <StaffStockMovements movements={stock.movements} />
          <ThingAudit entity="variant" entityId={row.sku} />
        </div>
      </div>
    </>
  )
}
