import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffBooks } from '#slices/reconciliation/desk/ui/books.tsx'

export const metadata: Metadata = { title: 'Books' }

export default async function BooksPage() {
  return entered('money.read', async () => {
    await prefetch(trpc.books.read.queryOptions())
    return (
      <Hydrated>
        <StaffBooks />
      </Hydrated>
    )
  })
}
