import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'
import { AddressBook } from '#slices/customers/ui/addresses/address-book.tsx'

export const metadata: Metadata = { title: 'Your addresses', robots: { index: false } }

export default async function AddressesPage() {
  const me = await (await api()).customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/addresses')
  await prefetch(trpc.addressBook.list.queryOptions())
  return (
    <AccountFrame me={me} here="/account/addresses" title="Your addresses">
      <Hydrated>
        <AddressBook />
      </Hydrated>
    </AccountFrame>
  )
}
