'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { Choice } from '#desk/choice.tsx'
import { ListPage } from '#desk/list-page.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { parcelStatus } from '#slices/orders/desk/parcel-words.ts'
import { listedStates, type ParcelPage } from '../listed-parcel.ts'
import { ParcelRows } from './parcel-rows.tsx'
import { ParcelsLoading } from './parcels-loading.tsx'
import { type ParcelsParams, parcelsHref, parcelsInputOf, parcelsParams } from './parcels-params.ts'

/** Every parcel that was handed to a warehouse, newest first. */
export function ParcelsDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(parcelsParams)
  const list = useQuery(
    trpc.warehouse.parcels.queryOptions(parcelsInputOf(params), {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  return (
    <DeskPage
      title="Parcels"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      aside={
        <ButtonLink variant="quiet" size="sm" href="/admin/parcels/promises">
          Promises kept
        </ButtonLink>
      }
      above={
        <Filters
          params={params}
          warehouses={list.data?.warehouses ?? []}
          late={list.data?.late ?? 0}
          onChange={changed => void setParams({ ...changed, after: null, before: null }, { history: 'push' })}
        />
      }
      reading={list}
      trouble={{
        title: 'The parcels could not be read',
        words: 'This page may be out of date. The parcels themselves are on their way.',
      }}
      loading={<ParcelsLoading />}
    >
      {page => (
        <ListPage
          count={page.rows.length}
          noun={{ one: 'parcel', many: 'parcels' }}
          empty={<NoParcels params={params} warehouses={page.warehouses} />}
          isBusy={list.isPlaceholderData}
          beside={{ ...page, hrefOf: to => parcelsHref('/admin/parcels', { ...params, ...to }) }}
        >
          <ParcelRows rows={page.rows} now={page.readAt} />
        </ListPage>
      )}
    </DeskPage>
  )
}

type Warehouses = ParcelPage['warehouses']

const stateWords = Object.fromEntries(
  listedStates.map(state => [state, parcelStatus(state).words]),
) as Record<(typeof listedStates)[number], string>

function Filters({
  params,
  warehouses,
  late,
  onChange,
}: {
  params: ParcelsParams
  warehouses: Warehouses
  late: number
  onChange: (changed: Partial<Pick<ParcelsParams, 'state' | 'warehouse' | 'late'>>) => void
}) {
  const isNarrowed = params.state !== null || params.warehouse !== null || params.late
  return (
    <div className="grid grid-cols-2 items-end gap-2 lg:flex">
      <Choice
        label="State"
        value={params.state}
        options={listedStates}
        words={stateWords}
        onChange={state => onChange({ state })}
      />
      <Choice
        isWide
        label="Warehouse"
        value={params.warehouse}
        options={warehouses.map(({ code }) => code)}
        words={Object.fromEntries(warehouses.map(({ code, name }) => [code, name]))}
        onChange={warehouse => onChange({ warehouse })}
      />
      <Choice
        label="Promise"
        value={params.late ? 'late' : null}
        options={['late']}
        words={{ late: `Late (${late})` }}
        onChange={chosen => onChange({ late: chosen !== null })}
      />
      {isNarrowed && (
        <ButtonLink variant="quiet" size="sm" href="/admin/parcels" className="max-lg:hidden">
          Clear
        </ButtonLink>
      )}
    </div>
  )
}

function NoParcels({
  params: { state, warehouse, late },
  warehouses,
}: {
  params: ParcelsParams
  warehouses: Warehouses
}) {
  const all = <ButtonLink href="/admin/parcels">Show all parcels</ButtonLink>
  const place = warehouses.find(({ code }) => code === warehouse)
  if (warehouse && !place)
    return (
      <EmptyState title="No such warehouse" action={all}>
        The shop has no warehouse with the code “{warehouse}”.
      </EmptyState>
    )
  if (late && !state && !place)
    return (
      <EmptyState title="No parcel is late" action={all}>
        Every parcel that is under way can still arrive by the day that was promised first.
      </EmptyState>
    )
  if (state || place)
    return (
      <EmptyState title="No parcels match" action={all}>
        {place ? `No parcel from ${place.name}` : 'No parcel'}
        {state ? ` is “${stateWords[state]}” now.` : ' is on its way or was sent before.'}
      </EmptyState>
    )
  return (
    <EmptyState title="No parcels yet">
      The first one appears here when a paid order is handed to its warehouse.
    </EmptyState>
  )
}
