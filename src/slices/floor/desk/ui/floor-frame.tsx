'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, LayoutGrid } from 'lucide-react'
import Link from 'next/link'
import { useParams, usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { UnheardActions } from '#desk/actions/unheard-actions.tsx'
import { useRights } from '#desk/rights.tsx'
import { ShutOutNotices } from '#desk/shut-out.tsx'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ScanNotices } from './scan-notices.tsx'
import { ScanOutbox } from './scan-outbox.tsx'

/** The frame of people on their feet: a slim bar, and one thing below it. */
export function FloorFrame({
  person,
  station,
  signOut,
  notices,
  children,
}: {
  person: { id: string; name: string }
  /** The packing station at which they work by PIN. It has one warehouse and no desk. */
  station: string | null
  signOut: ReactNode
  notices: ReactNode
  children: ReactNode
}) {
  return (
    <ScanOutbox person={person.id}>
      <TopBar name={person.name} station={station} signOut={signOut} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl p-4 outline-none">
        <ShutOutNotices>
          {notices}
          <UnheardActions />
          <ScanNotices />
          {children}
        </ShutOutNotices>
      </main>
    </ScanOutbox>
  )
}

type TopBarProps = { name: string; station: string | null; signOut: ReactNode }

function TopBar({ name, station, signOut }: TopBarProps) {
  const trpc = useTRPC()
  const { warehouse: code } = useParams<{ warehouse?: string }>()
  const path = usePathname()
  const worksHere = holdsSomewhere(useRights(), 'floor.work')
  const ours = useQuery(trpc.floor.overview.queryOptions(undefined, { enabled: worksHere }))
  const warehouse = ours.data?.warehouses.find(one => one.code === code)
  const top = station ? null : '/floor'
  const above = !code ? null : path === `/floor/${code}` ? top : `/floor/${code}`
  return (
    <header className="flex h-14 items-center gap-1 border-hairline border-b bg-surface px-2">
      {above && (
        <Link href={above} aria-label="Back" className={square}>
          <ArrowLeft aria-hidden="true" />
        </Link>
      )}
      <p className="min-w-0 flex-1 px-2">
        <span className="block truncate font-medium leading-5">{warehouse?.name ?? code ?? 'Floor'}</span>
        <span className="block truncate text-muted text-sm leading-5">
          {station ? `${name}, ${station}` : name}
        </span>
      </p>
      {!station && (
        <Link href="/admin" aria-label="Staff desk" className={square}>
          <LayoutGrid aria-hidden="true" />
        </Link>
      )}
      {signOut}
    </header>
  )
}

const square = 'grid size-12 shrink-0 place-items-center rounded-control hover:bg-ink/8 [&_svg]:size-6'
