import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { Pack } from '#slices/floor/desk/ui/pack.tsx'

export const metadata: Metadata = { title: 'Pack' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return enteredOnFloor(async () => <Pack warehouse={(await params).warehouse} />)
}
