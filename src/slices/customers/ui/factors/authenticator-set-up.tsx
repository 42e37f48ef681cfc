'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import type { NewTotp } from '#slices/customers/factors/totp-set-up.ts'
import { FactorForm } from './factor-form.tsx'
import { NewCodes } from './new-codes.tsx'
import { TotpPicture } from './totp-picture.tsx'

/** Sets up an authenticator app in three steps: the password, the first code, the recovery codes. Then it goes on to `next`. */
export function AuthenticatorSetUp({ email, next }: { email: string; next: string }) {
  const trpc = useTRPC()
  const [shown, setShown] = useState<NewTotp | null>(null)
  const begin = useMutation(trpc.factors.beginTotp.mutationOptions({ onSuccess: setShown }))
  const prove = useMutation(trpc.factors.proveTotp.mutationOptions())

  if (prove.isSuccess)
    return (
      <Step number={3} title="Keep your recovery codes">
        <NewCodes codes={prove.data.codes} />
        <ButtonLink href={next} size="lg" className="self-start">
          I have them, go on
        </ButtonLink>
      </Step>
    )
  if (shown)
    return (
      <Step number={2} title="Scan it with your app">
        <TotpPicture totp={shown} />
        <FactorForm
          // Another field than that of the step before: nothing typed there goes into this one.
          key="code"
          field="code"
          label="The code that the app shows"
          button="Confirm"
          pendingLabel="Checking…"
          mutation={prove}
          onSubmit={code => prove.mutate({ code })}
        />
      </Step>
    )
  return (
    <Step number={1} title="Set up an authenticator app">
      <p className="text-muted">
        An app on your telephone shows a code that is another one every half minute, such as Google
        Authenticator, 1Password or Aegis. From then on you type it after your password, and a stranger who
        found your password does not get in.
      </p>
      <FactorForm
        key="password"
        field="password"
        email={email}
        label="Your password"
        button="Go on"
        pendingLabel="Checking…"
        mutation={begin}
        onSubmit={password => begin.mutate({ password })}
      />
    </Step>
  )
}

function Step({ number, title, children }: { number: 1 | 2 | 3; title: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <p className="text-muted text-sm">Step {number} of 3</p>
        <h1>{title}</h1>
      </div>
      {children}
    </div>
  )
}
