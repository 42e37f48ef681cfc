import { TRPCError } from '@trpc/server'
import type { Metadata } from 'next'
import { api } from '#run/web/trpc-server.tsx'
import { LetterLinkGone } from '#slices/letters/ui/letter-link-gone.tsx'
import { LetterLinkPage } from '#slices/letters/ui/letter-link-page.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ key?: string | string[] }> }

// The address is a key, so other sites must not learn it and search engines must not keep it.
export const metadata: Metadata = { title: 'Letters', robots: { index: false }, referrer: 'no-referrer' }

export default async function Page({ params, searchParams }: Props) {
  const { id: readerId } = await params
  const key = [(await searchParams).key].flat()[0] ?? ''
  const opened = await (await api()).letters.link({ readerId, key }).catch(unlessUnknown)
  return opened ? <LetterLinkPage link={{ readerId, key }} opened={opened} /> : <LetterLinkGone />
}

function unlessUnknown(error: unknown): null {
  if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')) return null
  throw error
}
