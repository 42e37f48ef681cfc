'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { cn } from '#platform/ui/cn.ts'
import type { FloorList } from '#slices/floor/queries.ts'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble } from './floor-words.ts'
import { MakeWave } from './make-wave.tsx'
import { WaveList } from './wave-list.tsx'

/** One floor of ours: what waits where, a new wave, and the newest ones. */
export function WarehouseFloor({ warehouse }: { warehouse: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const read = useQuery(
    trpc.floor.warehouse.queryOptions({ warehouse }, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title={read.data?.name ?? 'The floor'}
      live={live}
      updatedAt={read.data?.readAt}
      reading={read}
      trouble={floorTrouble}
      loading={<FloorLoading />}
    >
      {({ code, floor, counts, toPutAway, waves, readAt }) => (
        <>
          {floor === 'outside' && (
            <Banner tone="info" title="An outside company packs here">
              No new parcel comes to this floor. Those that are on it already are sent from it.
            </Banner>
          )}
          <Counts code={code} counts={counts} toPutAway={toPutAway} />
          <MakeWave warehouse={code} waiting={counts.waiting} />
          <WaveList warehouse={code} waves={waves} readAt={readAt} />
          <ButtonLink href={`/floor/${code}/bins`} variant="secondary" size="lg" wide>
            Bins, and what lies in them
          </ButtonLink>
        </>
      )}
    </DeskPage>
  )
}

function Counts({
  code,
  counts,
  toPutAway,
}: {
  code: string
  counts: Record<FloorList, number>
  toPutAway: number
}) {
  const links: { name: string; to: string; count: number; isTrouble?: boolean }[] = [
    { name: 'To pick', to: '#new-wave', count: counts.waiting },
    { name: 'Short', to: `/floor/${code}/sort`, count: counts.short, isTrouble: true },
    { name: 'To pack', to: `/floor/${code}/pack`, count: counts.picked },
    { name: 'To hand over', to: `/floor/${code}/hand-over`, count: counts.packed },
    { name: 'To put back', to: `/floor/${code}/sort#put-back`, count: counts.put_back },
    { name: 'To put away', to: `/floor/${code}/put-away`, count: toPutAway },
  ]
  return (
    <nav aria-label="What waits">
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {links.map(({ name, to, count, isTrouble }) => (
          <li key={name}>
            <Link
              href={to}
              className={cn(
                'flex min-h-20 flex-col rounded-card border border-hairline bg-surface p-4 hover:border-ink',
                isTrouble && count > 0 && 'border-danger bg-danger-tint text-danger',
              )}
            >
              <span className={cn('text-sm', !(isTrouble && count > 0) && 'text-muted')}>{name}</span>{' '}
              <span className="tabular font-display text-3xl">{count.toLocaleString('en-GB')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
