import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { PutAway } from '#slices/floor/bins/ui/put-away.tsx'

export const metadata: Metadata = { title: 'Put away' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => <PutAway warehouse={(await params).warehouse} />)
}
