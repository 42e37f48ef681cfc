'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Read } from '#desk/page.tsx'
import { MayAt } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { formatRelative } from '#platform/ui/format.ts'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { bears, withBoxed } from './applied.ts'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble, itemName } from './floor-words.ts'
import { ScanField } from './scan-field.tsx'
import { useScan, useUnread } from './scan-outbox.tsx'
import { type Done, NO_ROOM, ScanResult } from './scan-result.tsx'
import { WriteOffDialog } from './write-off-dialog.tsx'

/** What was picked of parcels that are not sent goes back into its bins, one scan a unit. */
export function PutBack({
  warehouse,
  refetchInterval,
}: {
  warehouse: string
  refetchInterval: number | false
}) {
  const trpc = useTRPC()
  const [readAt, setReadAt] = useState(0)
  const { scans, mayRead } = useUnread(readAt)
  const list = useQuery(
    trpc.floor.parcels.queryOptions(
      { warehouse, list: 'put_back' },
      { enabled: mayRead, staleTime: 0, refetchInterval },
    ),
  )
  if (list.dataUpdatedAt !== readAt) setReadAt(list.dataUpdatedAt)
  return (
    <section id="put-back" aria-labelledby="put-back-heading" className="flex flex-col gap-3">
      <h2 id="put-back-heading" className="text-2xl">
        Put back
      </h2>
      <Read reading={list} trouble={floorTrouble} loading={<FloorLoading />}>
        {({ parcels, readAt }) => (
          <Goods
            now={readAt}
            parcels={parcels
              .map(parcel => withBoxed(parcel, scans))
              .filter(({ lines }) => lines.some(({ picked }) => picked > 0))}
          />
        )}
      </Read>
    </section>
  )
}

function Goods({ parcels, now }: { parcels: readonly FloorParcel[]; now: Date }) {
  const scan = useScan()
  const [done, setDone] = useState<Done | null>(null)
  const [wrong, setWrong] = useState<string>()

  function onScan(code: string) {
    const parcel = parcels.find(({ lines }) => lines.some(line => line.picked > 0 && bears(line, code)))
    const line = parcel?.lines.find(one => bears(one, code))
    setWrong(parcel ? undefined : `Nothing with the code ${code} is to be put back`)
    if (!parcel || !line) {
      navigator.vibrate?.(WRONG)
      return setDone(null)
    }
    const into = line.bin ? { bin: line.bin } : {}
    if (!scan({ kind: 'put_back', parcel: parcel.id, code, quantity: 1, ...into })) return setWrong(NO_ROOM)
    setDone({ words: `1 × ${line.name}`, into: line.bin ? `Into bin ${line.bin}` : 'To what is put away' })
  }

  return (
    <>
      <ScanResult done={done} />
      {parcels.length === 0 ? (
        <p className="text-muted">Nothing is to be put back.</p>
      ) : (
        <>
          <p className="text-muted">These units are not for sale until you scan that they are back.</p>
          <ScanField label="Scan what you put into its bin" error={wrong} onScan={onScan} />
          <ul aria-labelledby="put-back-heading" className="flex flex-col gap-3">
            {parcels.map(parcel => (
              <li key={parcel.id} className="rounded-card border border-hairline bg-surface p-4">
                <Waiting parcel={parcel} now={now} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Waiting({ parcel, now }: { parcel: FloorParcel; now: Date }) {
  const { orderNumber, warehouseId, trolley, slot, putBackSince, lines } = parcel
  return (
    <>
      <p className="font-semibold text-lg">
        {orderNumber}
        {trolley !== null && (
          <span className="font-normal text-muted">
            , trolley {trolley + 1}, tote {slot}
          </span>
        )}
      </p>
      {putBackSince && <p className="text-muted text-sm">Called off {formatRelative(putBackSince, now)}</p>}
      <ul aria-label={`To be put back of ${orderNumber}`} className="flex flex-col gap-2">
        {lines
          .filter(({ picked }) => picked > 0)
          .map(line => (
            <li
              key={line.sku}
              className="tabular flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
            >
              <span>
                {line.picked} × {itemName(line)}
                {line.bin && <span className="text-muted">, bin {line.bin}</span>}
              </span>
              <MayAt permission="stock.write" warehouseId={warehouseId}>
                <WriteOffDialog parcel={parcel} line={line} />
              </MayAt>
            </li>
          ))}
      </ul>
    </>
  )
}

const WRONG = [250, 100, 250]
