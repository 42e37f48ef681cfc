import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { HandOver } from '#slices/floor/desk/ui/hand-over.tsx'

export const metadata: Metadata = { title: 'Hand over' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => <HandOver warehouse={(await params).warehouse} />)
}
