'use client'

import { useQuery } from '@tanstack/react-query'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble, itemName } from './floor-words.ts'
import { PutBack } from './put-back.tsx'
import { ShortDialog } from './short-dialog.tsx'

/** What cannot go its usual way: parcels of which something is missing, and goods that go back into their bins. */
export function Sort({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const short = useQuery(
    trpc.floor.parcels.queryOptions({ warehouse, list: 'short' }, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title="Sort out"
      live={live}
      updatedAt={short.data?.readAt}
      reading={short}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ parcels }) => (
        <>
          <section aria-labelledby="short" className="flex flex-col gap-3">
            <h2 id="short" className="text-2xl">
              Short
            </h2>
            {parcels.length === 0 ? (
              <p className="text-muted">Nothing is missing of any parcel.</p>
            ) : (
              <ul aria-labelledby="short" className="flex flex-col gap-3">
                {parcels.map(parcel => (
                  <Short key={parcel.id} parcel={parcel} />
                ))}
              </ul>
            )}
          </section>
          <PutBack warehouse={warehouse} refetchInterval={live.refetchInterval} />
        </>
      )}
    </DeskPage>
  )
}

function Short({ parcel }: { parcel: FloorParcel }) {
  const missing = parcel.lines.filter(({ picked, quantity }) => picked < quantity)
  return (
    <li className="flex flex-col gap-3 rounded-card border border-hairline bg-surface p-4">
      <p className="font-semibold text-lg">{parcel.orderNumber}</p>
      <ul aria-label={`Missing of ${parcel.orderNumber}`}>
        {missing.map(line => (
          <li key={line.sku}>
            {line.quantity - line.picked} × {itemName(line)}
            {line.bin && <span className="text-muted">, bin {line.bin}</span>}
            <span className="wrap-anywhere block text-muted text-sm">{line.sku}</span>
          </li>
        ))}
      </ul>
      <div className="grid grid-cols-2 gap-3">
        <ShortDialog parcel={parcel} decision="look-again" />
        <ShortDialog parcel={parcel} decision="give-back" />
      </div>
    </li>
  )
}
