import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ParcelsDesk } from '#slices/fulfillment/desk/ui/parcels-desk.tsx'
import { loadParcelsParams, parcelsInputOf } from '#slices/fulfillment/desk/ui/parcels-params.ts'

export const metadata: Metadata = { title: 'Parcels' }

export default async function ParcelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return entered('orders.read', async () => {
    const params = await loadParcelsParams(searchParams)
    await prefetch(trpc.warehouse.parcels.queryOptions(parcelsInputOf(params)))
    return (
      <Hydrated>
        <ParcelsDesk />
      </Hydrated>
    )
  })
}
