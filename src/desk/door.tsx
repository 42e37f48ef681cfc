'use client'

import { KeyRound, ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Logo } from '#platform/ui/logo.tsx'
import { useSetUpHref, useSignInHref } from './shut-out.tsx'

/** Shown at the desk's address to people who are not staff: a sign-in, or a note that the desk is only for staff. */
export function StaffDoor({ visitor }: { visitor: { email: string } | null }) {
  const signIn = useSignInHref()
  if (!visitor) {
    return (
      <Door icon={<KeyRound aria-hidden="true" className="size-7" />} title="Sign in as staff">
        <p>Orders, refunds and the numbers of the day are kept behind this door.</p>
        <div className="mt-6 flex flex-col gap-3">
          <ButtonLink href={signIn} wide>
            Sign in
          </ButtonLink>
          <ButtonLink href="/" variant="quiet" wide>
            Visit the shop
          </ButtonLink>
        </div>
      </Door>
    )
  }
  return (
    <Door icon={<ShieldX aria-hidden="true" className="size-7" />} title="This is for staff">
      <p>
        You are signed in as <span className="break-all font-medium text-ink">{visitor.email}</span>, a
        customer’s account. Your own orders are on your account page.
      </p>
      <div className="mt-6 flex flex-col gap-3">
        <ButtonLink href="/account/orders" wide>
          Your orders
        </ButtonLink>
        <ButtonLink href={signIn} variant="quiet" wide>
          Use another account
        </ButtonLink>
      </div>
    </Door>
  )
}

const WHY_A_FACTOR =
  'Orders and refunds need more than a password: an authenticator app shows a code that you type when you sign in. Setting it up takes two minutes, and you go on from here.'

/** Shown at the desk's address to staff whose day without a second factor is over. */
export function SecondFactorDoor() {
  const signIn = useSignInHref()
  const setUp = useSetUpHref()
  return (
    <Door icon={<KeyRound aria-hidden="true" className="size-7" />} title="Set up a second factor">
      <p>{WHY_A_FACTOR}</p>
      <div className="mt-6 flex flex-col gap-3">
        <ButtonLink href={setUp} wide>
          Set it up
        </ButtonLink>
        <ButtonLink href={signIn} variant="quiet" wide>
          Sign in with another account, or with a passkey
        </ButtonLink>
      </div>
    </Door>
  )
}

/** The same in place of a room, when that day ends while somebody is at the desk. */
export function SecondFactorNeeded() {
  const setUp = useSetUpHref()
  return (
    <div className="mx-auto max-w-prose py-12 text-muted">
      <KeyRound aria-hidden="true" className="mb-4 size-7 text-brand" />
      <h1 className="mb-2 text-3xl text-ink">Set up a second factor</h1>
      <p>{WHY_A_FACTOR}</p>
      <ButtonLink href={setUp} className="mt-6">
        Set it up
      </ButtonLink>
    </div>
  )
}

/** Shown in place of a room that the person's roles do not open. */
export function NotYourRoom({
  permission,
  first,
}: {
  permission: string
  first: { href: string; label: string } | null
}) {
  return (
    <div className="mx-auto max-w-prose py-12 text-muted">
      <ShieldX aria-hidden="true" className="mb-4 size-7 text-brand" />
      <h1 className="mb-2 text-3xl text-ink">Your roles do not open this room</h1>
      <p>
        It needs the permission <code>{permission}</code>. An owner can give it to you under Staff.
      </p>
      {first && (
        <ButtonLink href={first.href} className="mt-6">
          Go to {first.label}
        </ButtonLink>
      )}
    </div>
  )
}

function Door({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh place-items-center p-4 outline-none">
      <div className="w-full max-w-md">
        <div className="mb-6 flex justify-center">
          <Logo />
        </div>
        <div className="rounded-sheet border border-hairline bg-surface p-6 text-muted md:p-8">
          <span className="mb-4 inline-grid size-14 place-items-center rounded-pill bg-brand-tint text-brand">
            {icon}
          </span>
          <h1 className="mb-2 text-3xl text-ink">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  )
}
