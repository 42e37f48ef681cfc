import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Pack } from '#slices/floor/desk/ui/pack.tsx'

export const metadata: Metadata = { title: 'Pack' }

export default async function Page({ params }: { params: Promise<{ warehouse: string }> }) {
  return entered('floor.work', async () => <Pack warehouse={(await params).warehouse} />)
}
