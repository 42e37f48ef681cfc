import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { WarehouseFloor } from '#slices/floor/desk/ui/warehouse-floor.tsx'

export const metadata: Metadata = { title: 'What waits' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => {
    const { warehouse } = await params
    await prefetch(trpc.floor.warehouse.queryOptions({ warehouse }))
    return (
      <Hydrated>
        <WarehouseFloor warehouse={warehouse} />
      </Hydrated>
    )
  })
}
