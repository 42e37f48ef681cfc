import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Bins } from '#slices/floor/desk/ui/bins.tsx'

export const metadata: Metadata = { title: 'Bins' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return entered('floor.work', async () => <Bins warehouse={(await params).warehouse} />)
}
