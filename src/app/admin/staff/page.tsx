import type { Metadata } from 'next'
import { permissions } from '#run/permissions.ts'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffDesk } from '#slices/staff/desk/ui/staff-desk.tsx'

export const metadata: Metadata = { title: 'Staff' }

export default async function StaffPage() {
  return entered('staff.read', async () => {
    await prefetch(trpc.staff.people.queryOptions(), trpc.staff.roles.queryOptions())
    return (
      <Hydrated>
        <StaffDesk catalogue={permissions} />
      </Hydrated>
    )
  })
}
