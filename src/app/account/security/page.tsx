import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api } from '#run/web/trpc-server.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'
import { ChangePasswordForm } from '#slices/customers/ui/account/change-password-form.tsx'
import { DeviceList } from '#slices/customers/ui/account/device-list.tsx'
import { EventList } from '#slices/customers/ui/account/event-list.tsx'
import { ProofNotice } from '#slices/customers/ui/account/proof-notice.tsx'
import { AuthenticatorCard } from '#slices/customers/ui/factors/authenticator-card.tsx'
import { PasskeysCard } from '#slices/customers/ui/factors/passkeys-card.tsx'
import { ProofDialog } from '#slices/customers/ui/factors/proof-dialog.tsx'
import { MyPin } from '#slices/floor/stations/ui/my-pin.tsx'

export const metadata: Metadata = { title: 'Security', robots: { index: false } }

export default async function SecurityPage() {
  const procedures = await api()
  const me = await procedures.customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/security')
  const { devices, events, email, isProved, totp } = await procedures.account.security()
  // Of shoppers, and where there is no packing station, nothing of it is seen.
  const pin = await procedures.stations.ownPin()
  return (
    <AccountFrame me={me} here="/account/security" title="Security">
      <div className="flex flex-col gap-6">
        {!isProved && <ProofNotice email={email} />}
        <DeviceList devices={devices} />
        <AuthenticatorCard totp={totp} email={email} />
        <PasskeysCard passkeys={await procedures.factors.passkeys()} email={email} />
        {pin && <MyPin since={pin.since} />}
        {pin && <ProofDialog />}
        <ChangePasswordForm email={email} />
        <EventList events={events} />
      </div>
    </AccountFrame>
  )
}
