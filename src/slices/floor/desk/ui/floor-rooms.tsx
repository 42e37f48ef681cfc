'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
import { useRights } from '#desk/rights.tsx'
import { holdsAt } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { FloorList } from '#slices/floor/queries.ts'
import { WarehouseBadge } from '#slices/inventory/desk/ui/warehouse-badge.tsx'
import { FloorLoading } from './floor-loading.tsx'
import { counted, floorTrouble } from './floor-words.ts'

/** Our own warehouses in which this person works, with what waits in each. */
export function FloorRooms() {
  const trpc = useTRPC()
  const live = useLive()
  const rights = useRights()
  const read = useQuery(
    trpc.floor.overview.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  const all = useQuery(trpc.stock.warehouses.queryOptions())
  return (
    <DeskPage
      title="The floor"
      live={live}
      updatedAt={read.data?.readAt}
      reading={readTogether({ read, all })}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ read: { warehouses }, all }) => {
        const worksIn = new Set(
          all.filter(({ id }) => holdsAt(rights, 'floor.work', id)).map(({ code }) => code),
        )
        const mine = warehouses.filter(({ code }) => worksIn.has(code))
        if (mine.length === 0) return <NoneYet someElsewhere={warehouses.length > 0} />
        return (
          <ul aria-label="Our warehouses" className="flex flex-col gap-3">
            {mine.map(({ code, name, state, counts }) => (
              <li key={code}>
                <Link
                  href={`/floor/${code}`}
                  className="flex min-h-20 items-center gap-3 rounded-card border border-hairline bg-surface p-4 hover:border-ink"
                >
                  <span className="min-w-0 flex-1">
                    <span className="wrap-anywhere flex flex-wrap items-center gap-2 font-semibold text-xl">
                      {name}
                      <WarehouseBadge state={state} />
                    </span>
                    <span className="block text-muted">{waitingWords(counts)}</span>
                  </span>
                  <ChevronRight aria-hidden="true" className="size-6 shrink-0 text-muted" />
                </Link>
              </li>
            ))}
          </ul>
        )
      }}
    </DeskPage>
  )
}

/** `12 to pick, 1 short, 3 to pack` */
function waitingWords(counts: Record<FloorList, number> | undefined): string {
  const { waiting = 0, short = 0, picked = 0, packed = 0, put_back = 0 } = counts ?? {}
  const parts = [
    waiting > 0 && `${waiting} to pick`,
    short > 0 && `${short} short`,
    picked > 0 && `${picked} to pack`,
    packed > 0 && `${packed} to hand over`,
    put_back > 0 && `${counted(put_back, 'parcel')} to put back`,
  ].filter(Boolean)
  return parts.join(', ') || 'Nothing waits'
}

function NoneYet({ someElsewhere }: { someElsewhere: boolean }) {
  if (someElsewhere)
    return (
      <EmptyState title="No floor of yours">
        Your roles are for warehouses in which an outside company packs. An owner can give you a role for
        another one.
      </EmptyState>
    )
  return (
    <EmptyState
      title="No warehouse packs itself yet"
      action={<ButtonLink href="/admin/stock/warehouses">Go to the warehouses</ButtonLink>}
    >
      An outside company packs everything. Say of a warehouse that you pack there yourselves, and its next
      parcels wait here.
    </EmptyState>
  )
}
