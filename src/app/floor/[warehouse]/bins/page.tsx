import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { Bins } from '#slices/floor/bins/ui/bins.tsx'

export const metadata: Metadata = { title: 'Bins' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => <Bins warehouse={(await params).warehouse} />)
}
