import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { AuditDesk } from '#slices/staff/desk/ui/audit-desk.tsx'
import { auditInputOf, loadAuditParams } from '#slices/staff/desk/ui/audit-params.ts'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return entered('audit.read', async () => {
    await prefetch(trpc.staff.audit.queryOptions(auditInputOf(await loadAuditParams(searchParams))))
    return (
      <Hydrated>
        <AuditDesk />
      </Hydrated>
    )
  })
}
