import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ReturnsDesk } from '#slices/returns/desk/ui/returns-desk.tsx'

export const metadata: Metadata = { title: 'Returns' }

export default async function ReturnsPage() {
  return entered('returns.read', async () => {
    await prefetch(trpc.staffReturns.list.queryOptions({ state: null, after: null }))
    return (
      <Hydrated>
        <ReturnsDesk />
      </Hydrated>
    )
  })
}
