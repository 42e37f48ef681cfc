import { TRPCError } from '@trpc/server'
import type { Metadata } from 'next'
import { api } from '#run/web/trpc-server.tsx'
import { AlertGone } from '#slices/inventory/ui/alert-gone.tsx'
import { AlertPage } from '#slices/inventory/ui/alert-page.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ token?: string | string[] }> }

// The address is a key, so other sites must not learn it and search engines must not keep it.
export const metadata: Metadata = {
  title: 'Back in stock',
  robots: { index: false },
  referrer: 'no-referrer',
}

export default async function Page({ params, searchParams }: Props) {
  const { id: alertId } = await params
  const token = [(await searchParams).token].flat()[0] ?? ''
  const alert = await (await api()).inventory.alert({ alertId, token }).catch(unlessUnknown)
  return alert ? <AlertPage alertId={alertId} token={token} alert={alert} /> : <AlertGone />
}

function unlessUnknown(error: unknown): null {
  if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')) return null
  throw error
}
