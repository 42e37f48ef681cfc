import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api, Hydrated } from '#run/web/trpc-server.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'
import { CardList } from '#slices/payments/ui/cards/card-list.tsx'

export const metadata: Metadata = { title: 'Your cards', robots: { index: false } }

export default async function CardsPage() {
  const me = await (await api()).customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/cards')
  return (
    <AccountFrame me={me} here="/account/cards" title="Your cards">
      <Hydrated>
        <CardList />
      </Hydrated>
    </AccountFrame>
  )
}
