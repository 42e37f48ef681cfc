import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { CountBin } from '#slices/floor/bins/ui/count-bin.tsx'

export const metadata: Metadata = { title: 'Count a bin' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => <CountBin warehouse={(await params).warehouse} />)
}
