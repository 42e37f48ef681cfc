'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Security } from '#slices/customers/account/queries.ts'
import { FactorForm } from './factor-form.tsx'
import { NewCodes } from './new-codes.tsx'

/** Whether signing in asks for a code, and the way to change that. */
export function AuthenticatorCard({ totp, email }: { totp: Security['totp']; email: string }) {
  const [wasRemoved, setRemoved] = useState(false)
  return (
    <Card aria-labelledby="authenticator">
      <CardHeading id="authenticator">
        Authenticator app {totp && <Badge tone="success">On</Badge>}
      </CardHeading>
      <div role="status">
        {wasRemoved && !totp && (
          <Banner tone="success" className="mb-4">
            It is switched off. Signing in asks for your password alone.
          </Banner>
        )}
      </div>
      {totp ? (
        <InUse totp={totp} email={email} onRemoved={() => setRemoved(true)} />
      ) : (
        <>
          <p className="mb-4 text-muted">
            Signing in then asks for a code of your telephone, too. A stranger who found your password does
            not get in.
          </p>
          <ButtonLink variant="secondary" href="/account/security/authenticator">
            Set up an authenticator app
          </ButtonLink>
        </>
      )}
    </Card>
  )
}

type InUseProps = { totp: NonNullable<Security['totp']>; email: string; onRemoved: () => void }

function InUse({ totp: { since, codesLeft }, email, onRemoved }: InUseProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const [asked, setAsked] = useState<'codes' | 'remove' | null>(null)
  const codes = useMutation(
    trpc.factors.newCodes.mutationOptions({
      onSuccess() {
        setAsked(null)
        router.refresh()
      },
    }),
  )
  const remove = useMutation(
    trpc.factors.removeTotp.mutationOptions({
      onSuccess() {
        onRemoved()
        router.refresh()
      },
    }),
  )
  return (
    <div className="flex max-w-md flex-col gap-4">
      <p className="text-muted">
        In use since {formatDateTime(since, { timeZone: SHOP_TIME_ZONE })}. {leftWords(codesLeft)}
      </p>
      {codes.data && asked === null && <NewCodes codes={codes.data.codes} />}
      {asked === null && (
        <div className="flex flex-wrap gap-3">
          <Button variant="secondary" onClick={() => setAsked('codes')}>
            New recovery codes
          </Button>
          <Button variant="quiet" onClick={() => setAsked('remove')}>
            Switch it off
          </Button>
        </div>
      )}
      {asked === 'codes' && (
        <FactorForm
          field="password"
          email={email}
          label="Your password, for new recovery codes"
          button="Show new codes"
          pendingLabel="Making them…"
          mutation={codes}
          onSubmit={password => codes.mutate({ password })}
        >
          <Button variant="quiet" onClick={() => setAsked(null)}>
            Keep the old ones
          </Button>
        </FactorForm>
      )}
      {asked === 'remove' && (
        <FactorForm
          field="password"
          email={email}
          label="Your password, to switch the app off"
          button="Switch it off"
          pendingLabel="Switching it off…"
          danger
          mutation={remove}
          onSubmit={password => remove.mutate({ password })}
        >
          <Button variant="quiet" onClick={() => setAsked(null)}>
            Keep it on
          </Button>
        </FactorForm>
      )}
    </div>
  )
}

const leftWords = (count: number) =>
  count === 0
    ? 'No recovery code is left: make new ones.'
    : `${count === 1 ? 'One recovery code is' : `${count} recovery codes are`} left.`
