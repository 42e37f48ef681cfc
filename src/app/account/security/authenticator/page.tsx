import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api } from '#run/web/trpc-server.tsx'
import { AuthenticatorSetUp } from '#slices/customers/ui/factors/authenticator-set-up.tsx'
import { safeNext } from '#slices/customers/ui/safe-next.ts'

export const metadata: Metadata = { title: 'Set up an authenticator app', robots: { index: false } }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function AuthenticatorPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next, '/account/security')
  const me = await (await api()).customers.me()
  if (!me || me.isAnonymous) {
    const here = `/account/security/authenticator?next=${encodeURIComponent(next)}`
    redirect(`/account/sign-in?next=${encodeURIComponent(here)}`)
  }
  return <AuthenticatorSetUp email={me.email} next={next} />
}
