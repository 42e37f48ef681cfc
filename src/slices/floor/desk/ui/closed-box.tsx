'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { LabelLink, SlipLink } from './print-links.tsx'

/** A label is bought within a second or two; later ones are printed at the hand-over. */
const LOOK_AGAIN_MS = 2_000
const LOOKS_MAX = 15

/** The box that was closed last: what is printed for it. */
export function ClosedBox({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.floor.parcel.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) =>
          state.data?.trackingNumber || state.dataUpdateCount >= LOOKS_MAX ? false : LOOK_AGAIN_MS,
      },
    ),
  )
  if (!data) return null
  return (
    <section
      aria-labelledby="closed"
      className="flex flex-col gap-3 rounded-card border border-success bg-success-tint p-4"
    >
      <h2 id="closed" className="font-semibold text-lg">
        Box closed: {data.orderNumber}
      </h2>
      <LabelLink parcel={data} />
      <SlipLink parcel={data} />
    </section>
  )
}
