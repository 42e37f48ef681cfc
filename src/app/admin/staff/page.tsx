import type { Metadata } from 'next'
import { database } from '#platform/db/client.ts'
import { permissions } from '#run/permissions.ts'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { StaffDesk } from '#slices/staff/desk/ui/staff-desk.tsx'

export const metadata: Metadata = { title: 'Staff' }

export default async function StaffPage() {
  return entered('staff.read', async () => {
    const { people, roles, invitations } = trpc.staff
    const [warehouses] = await Promise.all([
      readWarehouses(database()),
      prefetch(people.queryOptions(), roles.queryOptions(), invitations.queryOptions()),
    ])
    return (
      <Hydrated>
        <StaffDesk catalogue={permissions} warehouses={warehouses} />
      </Hydrated>
    )
  })
}
