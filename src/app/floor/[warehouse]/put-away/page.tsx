import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { PutAway } from '#slices/floor/desk/ui/put-away.tsx'

export const metadata: Metadata = { title: 'Put away' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return entered('floor.work', async () => <PutAway warehouse={(await params).warehouse} />)
}
