import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { SetAside } from '#slices/stockroom/desk/ui/set-aside.tsx'

export const metadata: Metadata = { title: 'Set aside' }

export default async function Page() {
  return entered('stock.read', async () => {
    await prefetch(trpc.stock.aside.queryOptions({ after: null }))
    return (
      <Hydrated>
        <SetAside />
      </Hydrated>
    )
  })
}
