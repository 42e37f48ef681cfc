import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { FloorRooms } from '#slices/floor/desk/ui/floor-rooms.tsx'

export const metadata: Metadata = { title: 'Our warehouses' }

export default async function Page() {
  return enteredOnFloor(async visitor => {
    // A station has one warehouse.
    const here = visitor?.station ? await (await api()).stations.here() : null
    if (here) redirect(`/floor/${here.warehouse.code}`)
    await prefetch(trpc.stock.warehouses.queryOptions())
    return (
      <Hydrated>
        <FloorRooms />
      </Hydrated>
    )
  })
}
