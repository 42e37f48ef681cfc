import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Sort } from '#slices/floor/desk/ui/sort.tsx'

export const metadata: Metadata = { title: 'Sort out' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return entered('floor.work', async () => <Sort warehouse={(await params).warehouse} />)
}
