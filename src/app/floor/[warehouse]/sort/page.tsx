import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { Sort } from '#slices/floor/desk/ui/sort.tsx'

export const metadata: Metadata = { title: 'Sort out' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => <Sort warehouse={(await params).warehouse} />)
}
