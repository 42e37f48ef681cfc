import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api } from '#run/web/trpc-server.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'
import { ChangeEmailForm } from '#slices/customers/ui/account/change-email-form.tsx'
import { ChangeNameForm } from '#slices/customers/ui/account/change-name-form.tsx'
import { DeleteAccountForm } from '#slices/customers/ui/account/delete-account-form.tsx'
import { OwnData } from '#slices/customers/ui/account/own-data.tsx'

export const metadata: Metadata = { title: 'Your details', robots: { index: false } }

export default async function DetailsPage() {
  const me = await (await api()).customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/details')
  return (
    <AccountFrame me={me} here="/account/details" title="Your details">
      <div className="flex flex-col gap-6">
        <ChangeNameForm name={me.name} />
        <ChangeEmailForm email={me.email} />
        <OwnData />
        <DeleteAccountForm />
      </div>
    </AccountFrame>
  )
}
