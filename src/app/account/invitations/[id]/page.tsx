import { TRPCError } from '@trpc/server'
import type { Metadata } from 'next'
import { api } from '#run/web/trpc-server.tsx'
import { InvitationPage } from '#slices/staff/ui/invitation-page.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ key?: string | string[] }> }

// The address is a key, so other sites must not learn it and search engines must not keep it.
export const metadata: Metadata = { title: 'Invitation', robots: { index: false }, referrer: 'same-origin' }

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params
  const key = [(await searchParams).key].flat()[0] ?? ''
  const invitation = await (await api()).staff.invitation({ id, key }).catch(unlessUnknown)
  return <InvitationPage invitation={invitation} link={{ id, key }} />
}

function unlessUnknown(error: unknown): null {
  if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')) return null
  throw error
}
