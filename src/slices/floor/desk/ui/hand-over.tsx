'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { ByCarrier } from './by-carrier.tsx'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble } from './floor-words.ts'
import { Delivered, HandOverParcel } from './hand-over-parcel.tsx'
import { ManifestList, ManifestResult } from './manifest-result.tsx'

/** The carrier stands at the door: packed parcels go along, and those that went are waited for. */
export function HandOver({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const [made, setMade] = useState<string>()
  const { refetchInterval } = live
  const packed = useQuery(trpc.floor.parcels.queryOptions({ warehouse, list: 'packed' }, { refetchInterval }))
  const carriers = useQuery(trpc.floor.packed.queryOptions({ warehouse }, { refetchInterval }))
  const lists = useQuery(trpc.floor.manifests.queryOptions({ warehouse }, { refetchInterval }))
  const gone = useQuery(
    trpc.floor.parcels.queryOptions({ warehouse, list: 'handed_over' }, { refetchInterval }),
  )
  return (
    <DeskPage
      title="Hand over"
      live={live}
      updatedAt={packed.data?.readAt}
      reading={readTogether({ packed, carriers, lists, gone })}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ packed, carriers, lists, gone }) => (
        <>
          {made && <ManifestResult key={made} id={made} />}
          {packed.parcels.length === 0 ? (
            <EmptyState art={null}>No parcel waits for the carrier.</EmptyState>
          ) : (
            <>
              <ByCarrier warehouse={warehouse} packed={carriers} onMade={setMade} />
              <OneByOne parcels={packed.parcels} />
            </>
          )}
          <ManifestList manifests={lists.manifests} readAt={gone.readAt} />
          {gone.parcels.length > 0 && <Gone parcels={gone.parcels} />}
        </>
      )}
    </DeskPage>
  )
}

function OneByOne({ parcels }: { parcels: readonly FloorParcel[] }) {
  const [carrier, setCarrier] = useState('')
  return (
    <section aria-labelledby="one-by-one" className="flex flex-col gap-3">
      <h2 id="one-by-one" className="text-2xl">
        One by one
      </h2>
      <Field label="Carrier" optional hint="For all that you hand over now.">
        <Input
          autoComplete="off"
          maxLength={60}
          className="h-13 text-lg"
          value={carrier}
          onChange={event => setCarrier(event.target.value)}
        />
      </Field>
      <ul aria-label="Packed parcels" className="flex flex-col gap-3">
        {parcels.map(parcel => (
          <HandOverParcel key={parcel.id} parcel={parcel} carrier={carrier} />
        ))}
      </ul>
    </section>
  )
}

function Gone({ parcels }: { parcels: readonly FloorParcel[] }) {
  return (
    <section aria-labelledby="gone" className="flex flex-col gap-3">
      <h2 id="gone" className="text-2xl">
        With the carrier
      </h2>
      <ul aria-labelledby="gone" className="flex flex-col gap-3">
        {parcels.map(parcel => (
          <Delivered key={parcel.id} parcel={parcel} />
        ))}
      </ul>
    </section>
  )
}
