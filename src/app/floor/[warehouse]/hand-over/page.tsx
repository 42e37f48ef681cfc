import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { HandOver } from '#slices/floor/desk/ui/hand-over.tsx'

export const metadata: Metadata = { title: 'Hand over' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return entered('floor.work', async () => <HandOver warehouse={(await params).warehouse} />)
}
