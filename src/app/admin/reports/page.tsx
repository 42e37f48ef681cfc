import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated } from '#run/web/trpc-server.tsx'
import { Reports } from '#slices/invoices/desk/ui/reports.tsx'

export const metadata: Metadata = { title: 'Reports' }

export default async function ReportsPage() {
  return entered('money.read', async () => (
    <Hydrated>
      <Reports />
    </Hydrated>
  ))
}
