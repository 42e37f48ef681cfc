'use client'

import { useQuery } from '@tanstack/react-query'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { type DeskColumn, DeskTable } from '#desk/table.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { KeptPromises, KeptShare } from '../kept-promises.ts'
import { ParcelsLoading } from './parcels-loading.tsx'

/** How many promises were kept, by carrier and by warehouse. */
export function KeptDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const kept = useQuery(
    trpc.warehouse.kept.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title="Promises"
      live={live}
      updatedAt={kept.data?.readAt}
      className="gap-4"
      aside={
        <ButtonLink variant="quiet" size="sm" href="/admin/parcels">
          All parcels
        </ButtonLink>
      }
      reading={kept}
      trouble={{
        title: 'The promises could not be read',
        words: 'This page may be out of date. The parcels themselves are on their way.',
      }}
      loading={<ParcelsLoading />}
    >
      {read => <Shares {...read} />}
    </DeskPage>
  )
}

function Shares({ all, days, byCarrier, byWarehouse }: KeptPromises) {
  if (!all)
    return (
      <EmptyState title="Nothing to count yet">
        No parcel that was promised a day has arrived in the last {days} days. The first one counts here.
      </EmptyState>
    )
  return (
    <>
      <p className="max-w-prose">
        <strong>{all.percent} %</strong> of the {all.kept + all.broken} parcels that arrived in the last{' '}
        {days} days came by the day that was promised first.
      </p>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <ShareTable id="by-carrier" heading="By carrier" noun="Carrier" rows={byCarrier} />
        <ShareTable id="by-warehouse" heading="By warehouse" noun="Warehouse" rows={byWarehouse} />
      </div>
    </>
  )
}

function ShareTable({
  id,
  heading,
  noun,
  rows,
}: {
  id: string
  heading: string
  noun: string
  rows: KeptShare[]
}) {
  return (
    <Card aria-labelledby={id}>
      <CardHeading id={id}>{heading}</CardHeading>
      <DeskTable
        caption={`Promises kept, ${heading.toLowerCase()}`}
        columns={columnsOf(noun)}
        rows={rows}
        getRowId={row => row.name ?? ''}
        card={row => (
          <p className="flex justify-between gap-3">
            <span className="min-w-0 truncate">{nameOf(row)}</span>
            <span className="tabular shrink-0">
              <strong>{row.percent} %</strong>, {row.broken} late
            </span>
          </p>
        )}
      />
    </Card>
  )
}

const nameOf = ({ name }: KeptShare) => name ?? 'Not noted'

const columnsOf = (noun: string): DeskColumn<KeptShare>[] => [
  { id: 'name', header: noun, cell: nameOf },
  { id: 'percent', header: 'Kept', meta: { numeric: true }, cell: row => `${row.percent} %` },
  { id: 'broken', header: 'Late', meta: { numeric: true }, cell: row => row.broken },
  { id: 'all', header: 'Parcels', meta: { numeric: true }, cell: row => row.kept + row.broken },
]
