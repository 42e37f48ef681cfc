import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { OpenStation } from '#slices/floor/stations/ui/open-station.tsx'

export const metadata: Metadata = { title: 'A packing station' }

export default async function Page() {
  return entered('stations.write', async () => {
    await prefetch(trpc.floor.overview.queryOptions())
    return (
      <Hydrated>
        <OpenStation />
      </Hydrated>
    )
  })
}
