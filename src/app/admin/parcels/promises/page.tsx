import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { KeptDesk } from '#slices/fulfillment/desk/ui/kept-desk.tsx'

export const metadata: Metadata = { title: 'Promises' }

export default async function PromisesPage() {
  return entered('orders.read', async () => {
    await prefetch(trpc.warehouse.kept.queryOptions())
    return (
      <Hydrated>
        <KeptDesk />
      </Hydrated>
    )
  })
}
