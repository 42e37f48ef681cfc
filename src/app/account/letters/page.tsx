import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'
import { LetterSwitch } from '#slices/letters/ui/letter-switch.tsx'

export const metadata: Metadata = { title: 'Letters', robots: { index: false } }

export default async function LettersPage() {
  const me = await (await api()).customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/letters')
  await prefetch(trpc.letters.mine.queryOptions())
  return (
    <AccountFrame me={me} here="/account/letters" title="Letters">
      <Hydrated>
        <LetterSwitch />
      </Hydrated>
    </AccountFrame>
  )
}
