import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { FloorRooms } from '#slices/floor/desk/ui/floor-rooms.tsx'

export const metadata: Metadata = { title: 'Our warehouses' }

export default async function Page() {
  return entered('floor.work', async () => {
    await prefetch(trpc.stock.warehouses.queryOptions())
    return (
      <Hydrated>
        <FloorRooms />
      </Hydrated>
    )
  })
}
