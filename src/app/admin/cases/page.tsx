import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { CasesDesk } from '#slices/cases/desk/ui/cases-desk.tsx'

export const metadata: Metadata = { title: 'Cases' }

export default async function CasesPage() {
  return entered('orders.read', async () => {
    await prefetch(trpc.cases.list.queryOptions({ state: 'open', after: null }))
    return (
      <Hydrated>
        <CasesDesk />
      </Hydrated>
    )
  })
}
