import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StationsDesk } from '#slices/floor/stations/ui/stations-desk.tsx'

export const metadata: Metadata = { title: 'Packing stations' }

export default async function StationsPage() {
  return entered('stations.write', async () => {
    await prefetch(trpc.stations.list.queryOptions(), trpc.stations.pins.queryOptions())
    return (
      <Hydrated>
        <StationsDesk />
      </Hydrated>
    )
  })
}
