import type { Metadata } from 'next'
import { permissions } from '#run/permissions.ts'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { KeysDesk } from '#slices/staff/desk/ui/keys-desk.tsx'

export const metadata: Metadata = { title: 'Keys' }

export default async function KeysPage() {
  return entered('keys.write', async () => {
    await prefetch(trpc.staff.keys.queryOptions())
    return (
      <Hydrated>
        <KeysDesk catalogue={permissions} />
      </Hydrated>
    )
  })
}
