import type { Metadata } from 'next'
import { permissions } from '#run/permissions.ts'
import { entered } from '#run/web/entered.tsx'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { StaffDesk } from '#slices/staff/desk/ui/staff-desk.tsx'

export const metadata: Metadata = { title: 'Staff' }

export default async function StaffPage() {
  return entered('staff.read', async () => {
    const { people, roles, invitations } = trpc.staff
    const [warehouses] = await Promise.all([
      api().then(({ stock }) => stock.warehouses()),
      prefetch(people.queryOptions(), roles.queryOptions(), invitations.queryOptions()),
    ])
    return (
      <Hydrated>
        <StaffDesk catalogue={permissions} warehouses={warehouses} />
      </Hydrated>
    )
  })
}
