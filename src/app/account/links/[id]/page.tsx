import { TRPCError } from '@trpc/server'
import type { Metadata } from 'next'
import { api } from '#run/web/trpc-server.tsx'
import { LinkGone } from '#slices/customers/ui/account/link-gone.tsx'
import { LinkPage } from '#slices/customers/ui/account/link-page.tsx'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ key?: string | string[]; wrong?: string | string[] }>
}

// The address is a key, so other sites must not learn it and search engines must not keep it.
export const metadata: Metadata = {
  title: 'Your account',
  robots: { index: false },
  // With `no-referrer` a browser calls the origin of the page's own form "null". Nothing here comes from elsewhere.
  referrer: 'same-origin',
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params
  const { key: keys, wrong } = await searchParams
  const key = [keys].flat()[0] ?? ''
  const link = await (await api()).account.link({ id, key }).catch(unlessUnknown)
  if (!link) return <LinkGone />
  const door = `/api/account-links/${id}?key=${encodeURIComponent(key)}`
  return <LinkPage link={link} door={door} wrong={[wrong].flat()[0]} />
}

function unlessUnknown(error: unknown): null {
  if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')) return null
  throw error
}
