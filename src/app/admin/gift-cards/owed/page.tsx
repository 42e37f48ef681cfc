import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { Owed } from '#slices/credit/desk/ui/owed.tsx'

export const metadata: Metadata = { title: 'What is owed' }

export default async function Page() {
  return entered('credit.read', async () => {
    await prefetch(trpc.staffCredit.owed.queryOptions({}))
    return (
      <Hydrated>
        <Owed />
      </Hydrated>
    )
  })
}
