'use client'

import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { When } from '#desk/clock.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { buttonVariants } from '#platform/ui/button-variants.ts'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { cn } from '#platform/ui/cn.ts'
import type { ListedManifest, Manifest } from '#slices/floor/manifests/read-manifests.ts'
import { nameOf } from '#slices/stockroom/desk/ui/stockroom-words.ts'
import { FloorLoading } from './floor-loading.tsx'
import { counted } from './floor-words.ts'

/** What went along with the list that was just made, and what stayed behind. */
export function ManifestResult({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data, isError } = useQuery(trpc.floor.manifest.queryOptions({ id }))
  const heading = useRef<HTMLHeadingElement>(null)
  const isThere = data !== undefined
  // The button that was pressed may be gone by now.
  useEffect(() => {
    if (isThere) heading.current?.focus()
  }, [isThere])
  if (isError)
    return (
      <Banner tone="warning" title="The list is made, and could not be read">
        It stands below with the newest lists.
      </Banner>
    )
  if (!data) return <FloorLoading />
  const { carrier, parcels, stayed } = data
  return (
    <section
      aria-labelledby="made"
      className={cn(
        'flex flex-col gap-3 rounded-card border p-4',
        parcels.length > 0 ? 'border-success bg-success-tint' : 'border-warning bg-warning-tint',
      )}
    >
      <h2 id="made" ref={heading} tabIndex={-1} className="font-semibold text-lg">
        {parcels.length === 0 ? 'Nothing' : counted(parcels.length, 'parcel')} handed over to {carrier}
      </h2>
      {parcels.length > 0 && <PrintList id={id} name={carrier} isWide />}
      {stayed.length > 0 && <Stayed stayed={stayed} />}
    </section>
  )
}

function Stayed({ stayed }: Pick<Manifest, 'stayed'>) {
  return (
    <>
      <h3 id="stayed" className="font-semibold">
        {counted(stayed.length, 'parcel')} stayed here
      </h3>
      <ul aria-labelledby="stayed" className="flex flex-col gap-2">
        {stayed.map(({ id, orderNumber, reason }) => (
          <li key={id}>
            <span className="font-medium">{orderNumber ?? id}</span>
            <span className="block">{reason}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const SHOWN = 5

/** The newest lists, to print one again. */
export function ManifestList({ manifests, readAt }: { manifests: readonly ListedManifest[]; readAt: Date }) {
  const shown = manifests.filter(({ parcels }) => parcels > 0).slice(0, SHOWN)
  if (shown.length === 0) return null
  return (
    <Card aria-labelledby="lists">
      <CardHeading id="lists">Newest lists</CardHeading>
      <ul aria-labelledby="lists" className="divide-y divide-hairline">
        {shown.map(({ id, carrier, parcels, actor, madeAt }) => (
          <li key={id} className="flex items-center gap-4 py-3 last:pb-0">
            <div className="wrap-anywhere min-w-0 flex-1">
              <p className="font-medium">
                {carrier}, {counted(parcels, 'parcel')}
              </p>
              <p className="text-muted text-sm">
                {nameOf(actor)}, <When at={madeAt} now={readAt} />
              </p>
            </div>
            <PrintList id={id} name={carrier} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function PrintList({ id, name, isWide = false }: { id: string; name: string; isWide?: boolean }) {
  return (
    <a
      href={`/api/floor/manifests/${id}/pdf`}
      target="_blank"
      rel="noreferrer"
      className={cn(buttonVariants({ variant: 'secondary', wide: isWide }), 'min-h-12')}
    >
      <FileText aria-hidden="true" />
      <span>
        {isWide ? 'Print the list' : 'Print'}
        <span className="sr-only"> for {name}</span>
      </span>
    </a>
  )
}
