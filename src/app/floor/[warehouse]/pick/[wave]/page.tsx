import type { Metadata } from 'next'
import { enteredOnFloor } from '#run/web/entered.tsx'
import { Pick } from '#slices/floor/desk/ui/pick.tsx'

export const metadata: Metadata = { title: 'Pick' }

export default async function Page({ params }: { params: Promise<{ warehouse: string; wave: string }> }) {
  return enteredOnFloor(async () => {
    const { warehouse, wave } = await params
    return <Pick warehouse={warehouse} wave={wave} />
  })
}
