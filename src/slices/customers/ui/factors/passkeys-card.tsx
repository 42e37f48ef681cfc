'use client'

import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { ListedPasskey } from '#slices/customers/factors/passkeys.ts'
import { FactorForm } from './factor-form.tsx'
import { ceremonyWords, makePasskey } from './passkey-ceremony.ts'

const moment = (at: Date) => formatDateTime(at, { timeZone: SHOP_TIME_ZONE })

/** The passkeys of the account, with ways to add and remove one. */
export function PasskeysCard({ passkeys, email }: { passkeys: readonly ListedPasskey[]; email: string }) {
  const [asked, setAsked] = useState<'add' | ListedPasskey | null>(null)
  return (
    <Card aria-labelledby="passkeys">
      <CardHeading id="passkeys">Passkeys</CardHeading>
      <p className="mb-4 text-muted">
        A passkey signs you in with the finger, face or PIN of your device. There is no password to be found
        or guessed.
      </p>
      {passkeys.length > 0 && (
        <ul className="mb-4 divide-y divide-hairline border-hairline border-t border-b">
          {passkeys.map(passkey => (
            <li key={passkey.credentialId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
              <KeyRound aria-hidden="true" className="size-5 text-muted" />
              <div className="min-w-48 flex-1">
                <p className="font-medium [overflow-wrap:anywhere]">{passkey.name}</p>
                <p className="text-muted text-sm">
                  Added {moment(passkey.createdAt)}
                  {passkey.usedAt ? ` · last used ${moment(passkey.usedAt)}` : ' · not used yet'}
                </p>
              </div>
              <Button
                variant="secondary"
                size="sm"
                aria-label={`Remove ${passkey.name}`}
                onClick={() => setAsked(passkey)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked === 'add' && <AddPasskey email={email} onDone={() => setAsked(null)} />}
      {asked !== null && asked !== 'add' && (
        <RemovePasskey key={asked.credentialId} passkey={asked} email={email} onDone={() => setAsked(null)} />
      )}
      {asked === null && (
        <Button variant="secondary" onClick={() => setAsked('add')}>
          Add a passkey
        </Button>
      )}
    </Card>
  )
}

type AskedProps = { email: string; onDone: () => void }

function AddPasskey({ email, onDone }: AskedProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const [name, setName] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const begin = useMutation(trpc.factors.beginPasskey.mutationOptions())
  const keep = useMutation(trpc.factors.keepPasskey.mutationOptions())

  async function add(password: string) {
    setTrouble(null)
    const options = await begin.mutateAsync({ password }).catch(() => null)
    // The field says what was wrong.
    if (!options) return
    setAsking(true)
    try {
      const answer = JSON.stringify(await makePasskey(options))
      await keep.mutateAsync({ name: name.trim() || 'Passkey', answer })
      onDone()
      router.refresh()
    } catch (error) {
      setTrouble(ceremonyWords(error))
    } finally {
      setAsking(false)
    }
  }

  return (
    <div className="flex max-w-md flex-col gap-4">
      {trouble && (
        <Banner tone="danger" live="assertive">
          {trouble}
        </Banner>
      )}
      <Field id="passkey-name" label="Name" hint="Such as “Laptop” or “Key ring”." optional>
        <Input
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={event => setName(event.target.value)}
        />
      </Field>
      <FactorForm
        field="password"
        email={email}
        label="Your password, to add a passkey"
        button="Add it"
        pendingLabel="Asking your device…"
        mutation={{ isPending: begin.isPending || isAsking, error: begin.error }}
        onSubmit={password => void add(password)}
      >
        <Button variant="quiet" onClick={onDone}>
          Leave it
        </Button>
      </FactorForm>
    </div>
  )
}

function RemovePasskey({ passkey, email, onDone }: AskedProps & { passkey: ListedPasskey }) {
  const trpc = useTRPC()
  const router = useRouter()
  const remove = useMutation(
    trpc.factors.removePasskey.mutationOptions({
      onSuccess() {
        onDone()
        router.refresh()
      },
    }),
  )
  return (
    <div className="max-w-md">
      <FactorForm
        field="password"
        email={email}
        label={`Your password, to remove ${passkey.name}`}
        button="Remove it"
        pendingLabel="Removing…"
        danger
        mutation={remove}
        onSubmit={password => remove.mutate({ credentialId: passkey.credentialId, password })}
      >
        <Button variant="quiet" onClick={onDone}>
          Keep it
        </Button>
      </FactorForm>
    </div>
  )
}
