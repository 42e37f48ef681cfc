'use client'

import { useMutation } from '@tanstack/react-query'
import { Delete } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { PIN_DIGITS } from '#slices/floor/stations/station-input.ts'
import { tellOtherTabs, toTheChoice } from './other-tabs.ts'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** The PIN of a person, on the keys of the screen or of a keyboard. The sixth digit sends it. */
export function TypePin({ person, onLeave }: { person: { id: string; name: string }; onLeave: () => void }) {
  const trpc = useTRPC()
  const [pin, setPin] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const begin = useMutation(
    trpc.stations.begin.mutationOptions({
      onSuccess() {
        tellOtherTabs()
        toTheChoice()
      },
      onError: () => setPin(''),
    }),
  )
  const isSent = begin.isPending || begin.isSuccess
  const wrong = begin.error?.data?.fields?.find(({ path }) => path === 'pin')?.message
  useEffect(() => {
    if (!isSent) field.current?.focus({ preventScroll: true })
  }, [isSent])

  function type(next: string) {
    if (isSent) return
    const digits = next.replace(/\D/g, '').slice(0, PIN_DIGITS)
    setPin(digits)
    if (digits.length === PIN_DIGITS) begin.mutate({ person: person.id, pin: digits })
  }

  return (
    <div className="flex max-w-sm flex-col gap-4">
      {begin.error && !wrong && (
        <Banner tone="danger" live="assertive" title="You are not in yet">
          {begin.error.message}
        </Banner>
      )}
      <Field label={`PIN of ${person.name}`} hint="Six digits." error={wrong}>
        <Input
          ref={field}
          inputMode="numeric"
          autoComplete="off"
          // A browser would offer to keep what it takes for a password.
          className="h-14 text-center font-semibold text-2xl tracking-[0.4em] [-webkit-text-security:disc]"
          value={pin}
          aria-busy={isSent}
          onChange={event => type(event.target.value)}
        />
      </Field>
      <fieldset className="grid grid-cols-3 gap-3" disabled={isSent}>
        <legend className="sr-only">Keys</legend>
        {DIGITS.map(digit => (
          <Button
            key={digit}
            variant="secondary"
            className={cn('min-h-16 text-2xl', digit === '0' && 'col-start-2')}
            onClick={() => type(pin + digit)}
          >
            {digit}
          </Button>
        ))}
        <Button
          variant="quiet"
          className="min-h-16"
          aria-label="Take the last digit back"
          onClick={() => setPin(pin.slice(0, -1))}
        >
          <Delete aria-hidden="true" />
        </Button>
      </fieldset>
      <p role="status" className="sr-only">
        {isSent && 'Checking the PIN'}
      </p>
      <Button variant="secondary" size="lg" wide onClick={onLeave}>
        Somebody else
      </Button>
    </div>
  )
}
