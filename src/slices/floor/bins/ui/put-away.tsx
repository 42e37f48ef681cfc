'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { SegmentedControl } from '#platform/forms/segmented-control.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import type { Arrival } from '#slices/floor/bins/read-bins.ts'
import { withPutAway } from '#slices/floor/desk/ui/applied.ts'
import { FloorLoading } from '#slices/floor/desk/ui/floor-loading.tsx'
import { counted, floorTrouble, itemName } from '#slices/floor/desk/ui/floor-words.ts'
import { useUnread } from '#slices/floor/desk/ui/scan-outbox.tsx'
import { CarryUnits } from './carry-units.tsx'
import { type InHand, PutInBin } from './put-in-bin.tsx'

/** What came and lies in no bin yet goes into one; beside it, units are carried from one bin into another. */
export function PutAway({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const [work, setWork] = useQueryState(
    'work',
    parseAsStringLiteral(['put-away', 'move']).withDefault('put-away'),
  )
  const [readAt, setReadAt] = useState(0)
  const { scans, mayRead } = useUnread(readAt)
  const list = useQuery(
    trpc.floor.toPutAway.queryOptions(
      { warehouse },
      { enabled: mayRead, staleTime: 0, refetchInterval: live.refetchInterval },
    ),
  )
  if (list.dataUpdatedAt !== readAt) setReadAt(list.dataUpdatedAt)
  return (
    <DeskPage
      title="Put away"
      live={live}
      updatedAt={list.data?.readAt}
      reading={list}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ items }) => (
        <>
          <SegmentedControl
            label="What you do"
            name="work"
            value={work}
            onValueChange={value => void setWork(value === 'move' ? 'move' : 'put-away')}
            options={[
              { value: 'put-away', label: 'What came' },
              { value: 'move', label: 'From bin to bin' },
            ]}
          />
          {work === 'move' ? (
            <CarryUnits warehouse={warehouse} />
          ) : (
            <Arrivals warehouse={warehouse} arrivals={withPutAway(items, scans)} />
          )}
        </>
      )}
    </DeskPage>
  )
}

function Arrivals({ warehouse, arrivals }: { warehouse: string; arrivals: readonly Arrival[] }) {
  const [inHand, setInHand] = useState<InHand | null>(null)
  return (
    <>
      <PutInBin warehouse={warehouse} arrivals={arrivals} inHand={inHand} onTake={setInHand} />
      {arrivals.length === 0 ? (
        <EmptyState art={null}>
          Nothing waits to be put away. What lies in no bin by the books can be scanned all the same.
        </EmptyState>
      ) : (
        <ul aria-label="Waits to be put away" className="flex flex-col gap-3">
          {arrivals.map(arrival => (
            <li
              key={arrival.sku}
              className="flex items-center gap-4 rounded-card border border-hairline bg-surface p-4"
            >
              {arrival.imageUrl && (
                <Picture
                  src={arrival.imageUrl}
                  alt=""
                  width={64}
                  height={64}
                  className="size-16 shrink-0 rounded-control bg-sunken object-cover"
                />
              )}
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere font-medium text-lg">{itemName(arrival)}</p>
                <p className="tabular text-muted">
                  {counted(arrival.units, 'unit')}
                  {arrival.suggested ? `, bin ${arrival.suggested}` : ', no bin yet'}
                </p>
              </div>
              <Button
                variant="secondary"
                className="min-h-12"
                aria-label={`Take ${itemName(arrival)}`}
                onClick={() => setInHand({ code: arrival.sku, arrival })}
              >
                Take
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
