import type { Metadata } from 'next'
import { StaffBooks } from '#orders/ui/staff-books.tsx'
import { Hydrated, prefetch, trpc } from '#trpc/server.tsx'

export const metadata: Metadata = { title: 'Books' }

export default async function BooksPage() {
  await prefetch(trpc.books.read.queryOptions())
  return (
    <Hydrated>
      <StaffBooks />
    </Hydrated>
  )
}
