import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { OwnCredit } from '#slices/credit/shop/ui/own-credit.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'

export const metadata: Metadata = { title: 'Your credit', robots: { index: false } }

export default async function CreditPage() {
  const me = await (await api()).customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/credit')
  await prefetch(trpc.credit.mine.queryOptions())
  return (
    <AccountFrame me={me} here="/account/credit" title="Your credit">
      <Hydrated>
        <OwnCredit />
      </Hydrated>
    </AccountFrame>
  )
}
