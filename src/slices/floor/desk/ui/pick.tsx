'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { Read } from '#desk/page.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { FloorLoading } from './floor-loading.tsx'
import { floorTrouble, waveWords } from './floor-words.ts'
import { Walk } from './walk.tsx'

/** Somebody walks a wave: they get a trolley, fetch what it is for, and get the next. */
export function Pick({ warehouse, wave }: { warehouse: string; wave: string }) {
  const trpc = useTRPC()
  const read = useQuery(trpc.floor.wave.queryOptions({ id: wave }, { staleTime: Number.POSITIVE_INFINITY }))
  const claim = useClaim(wave)
  const trolley = claim.data?.trolley
  return (
    <Read reading={read} trouble={floorTrouble} loading={<FloorLoading />}>
      {({ kind }) => (
        <div className="flex flex-col gap-4">
          <h1 className="text-2xl">
            {waveWords[kind].name} wave{typeof trolley === 'number' && `, trolley ${trolley + 1}`}
          </h1>
          {claim.error || claim.unheard ? (
            <NoTrolley message={claim.error?.message} onAgain={claim.next} />
          ) : trolley === undefined ? (
            <FloorLoading />
          ) : trolley === null ? (
            <AllFetched warehouse={warehouse} />
          ) : (
            <Walk
              key={trolley}
              wave={wave}
              trolley={trolley}
              kind={kind}
              warehouse={warehouse}
              onNext={claim.next}
            />
          )}
        </div>
      )}
    </Read>
  )
}

/** Asks for a trolley when the page opens. */
function useClaim(wave: string) {
  const client = useTRPCClient()
  const claim = useDeskAction({
    action: 'floor-claim',
    subject: wave,
    send: (input: object, actionId) => client.floor.claim.mutate({ id: wave, ...input, actionId }),
    onDone: () => {},
  })
  const next = () => {
    claim.unheard?.forget()
    claim.act({}, 'a trolley was taken')
  }
  const first = useRef(next)
  useEffect(() => first.current(), [])
  return { ...claim, next }
}

function NoTrolley({ message, onAgain }: { message: string | undefined; onAgain: () => void }) {
  return (
    <Banner
      tone="danger"
      live="assertive"
      title="You have no trolley yet"
      action={
        <Button variant="secondary" className="min-h-12" onClick={onAgain}>
          Try again
        </Button>
      }
    >
      {message ?? 'The shop did not answer. Try again when there is a line.'}
    </Banner>
  )
}

function AllFetched({ warehouse }: { warehouse: string }) {
  return (
    <EmptyState
      title="All fetched"
      art={null}
      action={
        <div className="flex flex-col gap-3">
          <ButtonLink href={`/floor/${warehouse}/pack`} size="lg">
            Go to packing
          </ButtonLink>
          <ButtonLink href={`/floor/${warehouse}`} size="lg" variant="secondary">
            Back to the floor
          </ButtonLink>
        </div>
      }
    >
      Nothing of this wave is left for you. What others still walk, they have on their trolleys.
    </EmptyState>
  )
}
