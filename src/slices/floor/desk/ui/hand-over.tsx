'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble } from './floor-words.ts'
import { Delivered, HandOverParcel } from './hand-over-parcel.tsx'

/** The carrier stands at the door: packed parcels go along, and those that went are waited for. */
export function HandOver({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const [carrier, setCarrier] = useState('')
  const { refetchInterval } = live
  const packed = useQuery(trpc.floor.parcels.queryOptions({ warehouse, list: 'packed' }, { refetchInterval }))
  const gone = useQuery(
    trpc.floor.parcels.queryOptions({ warehouse, list: 'handed_over' }, { refetchInterval }),
  )
  return (
    <DeskPage
      title="Hand over"
      live={live}
      updatedAt={packed.data?.readAt}
      reading={readTogether({ packed, gone })}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ packed, gone }) => (
        <>
          {packed.parcels.length === 0 ? (
            <EmptyState art={null}>No parcel waits for the carrier.</EmptyState>
          ) : (
            <>
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
                {packed.parcels.map(parcel => (
                  <HandOverParcel key={parcel.id} parcel={parcel} carrier={carrier} />
                ))}
              </ul>
            </>
          )}
          {gone.parcels.length > 0 && (
            <section aria-labelledby="gone" className="flex flex-col gap-3">
              <h2 id="gone" className="text-2xl">
                With the carrier
              </h2>
              <ul aria-labelledby="gone" className="flex flex-col gap-3">
                {gone.parcels.map(parcel => (
                  <Delivered key={parcel.id} parcel={parcel} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </DeskPage>
  )
}
