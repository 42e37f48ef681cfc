'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { bears, withBoxed } from './applied.ts'
import { ClosedBox } from './closed-box.tsx'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble } from './floor-words.ts'
import { PackParcel } from './pack-parcel.tsx'
import { ParcelChoice } from './parcel-choice.tsx'
import { ScanField } from './scan-field.tsx'
import { useUnread } from './scan-outbox.tsx'

/** The packing station: parcels that are picked, and the one that is packed now. */
export function Pack({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const [chosen, setChosen] = useQueryState('parcel', parseAsString.withOptions({ history: 'push' }))
  const [closed, setClosed] = useState<string | null>(null)
  const [readAt, setReadAt] = useState(0)
  const { scans, mayRead } = useUnread(readAt)
  const list = useQuery(
    trpc.floor.parcels.queryOptions(
      { warehouse, list: 'picked' },
      { enabled: mayRead, staleTime: 0, refetchInterval: live.refetchInterval },
    ),
  )
  if (list.dataUpdatedAt !== readAt) setReadAt(list.dataUpdatedAt)
  return (
    <DeskPage
      title="Pack"
      live={live}
      updatedAt={list.data?.readAt}
      reading={list}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ parcels: read }) => {
        const parcels = read.map(parcel => withBoxed(parcel, scans))
        if (!chosen)
          return (
            <>
              {closed && <ClosedBox id={closed} />}
              <Choose parcels={parcels} onChoose={id => void setChosen(id)} />
            </>
          )
        const parcel = parcels.find(({ id }) => id === chosen)
        return (
          <>
            <Button
              variant="quiet"
              className="-ml-3 min-h-12 self-start"
              onClick={() => void setChosen(null)}
            >
              <ArrowLeft aria-hidden="true" />
              All parcels
            </Button>
            {parcel ? (
              <PackParcel
                key={parcel.id}
                parcel={parcel}
                waits={!mayRead}
                onDone={() => {
                  setClosed(parcel.id)
                  void setChosen(null)
                }}
              />
            ) : (
              <p className="text-lg">This parcel is not to be packed any more.</p>
            )}
          </>
        )
      }}
    </DeskPage>
  )
}

function Choose({ parcels, onChoose }: { parcels: readonly FloorParcel[]; onChoose: (id: string) => void }) {
  const [wrong, setWrong] = useState<string>()
  if (parcels.length === 0) return <EmptyState art={null}>No parcel waits to be packed.</EmptyState>
  return (
    <>
      <ScanField
        label="Scan an item or an order number"
        error={wrong}
        onScan={code => {
          const found = parcels.find(parcel => isMeant(parcel, code))
          if (found) onChoose(found.id)
          else setWrong(`No parcel here has ${code} to be packed`)
        }}
      />
      <ParcelChoice parcels={parcels} act="Pack" onChoose={onChoose} />
    </>
  )
}

const isMeant = ({ orderNumber, lines }: FloorParcel, code: string) =>
  orderNumber.toLowerCase() === code.toLowerCase() ||
  lines.some(line => bears(line, code) && line.packed < line.quantity)
