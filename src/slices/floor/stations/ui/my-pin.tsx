'use client'

import { useMutation } from '@tanstack/react-query'
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
import { PIN_DIGITS, setPinSchema } from '#slices/floor/stations/station-input.ts'

const hidden = 'max-w-40 text-lg tracking-[0.3em] [-webkit-text-security:disc]'

/** In the account of somebody who works on a floor: the PIN with which they work at packing stations. */
export function MyPin({ since }: { since: Date | null }) {
  const trpc = useTRPC()
  const router = useRouter()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<{ pin?: string; again?: string }>({})
  const onSuccess = () => {
    setPin('')
    setAgain('')
    router.refresh()
  }
  const set = useMutation(trpc.stations.setPin.mutationOptions({ onSuccess }))
  const remove = useMutation(trpc.stations.removePin.mutationOptions({ onSuccess }))
  const refused = set.error?.data?.fields?.find(({ path }) => path === 'pin')?.message
  const failed = refused ? null : (set.error ?? remove.error)

  function submit() {
    const message = setPinSchema.safeParse({ pin }).error?.issues[0]?.message
    const found = message
      ? { pin: message }
      : pin === again
        ? {}
        : { again: 'This is another PIN. Type the same again' }
    setWrong(found)
    remove.reset()
    if (found.pin || found.again) return document.getElementById(found.pin ? 'pin' : 'pin-again')?.focus()
    set.mutate({ pin })
  }

  return (
    <Card aria-labelledby="my-pin">
      <CardHeading id="my-pin">PIN for packing stations</CardHeading>
      <p className="mb-4 text-muted">
        At a shared device on the floor you choose your name and type six digits. They open the floor of its
        warehouse and nothing else.
        {since && ` You have had one since ${formatDateTime(since, { timeZone: SHOP_TIME_ZONE })}.`}
      </p>
      <form
        noValidate
        method="post"
        className="flex max-w-md flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (!set.isPending) submit()
        }}
      >
        {failed && (
          <Banner tone="danger" live="assertive">
            {failed.message}
          </Banner>
        )}
        <div role="status">
          {set.isSuccess && <Banner tone="success">Your PIN is set.</Banner>}
          {remove.isSuccess && <Banner tone="success">Your PIN is gone.</Banner>}
        </div>
        <Field
          id="pin"
          label="New PIN"
          hint="Six digits that nobody guesses first."
          error={wrong.pin ?? refused}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={PIN_DIGITS}
            className={hidden}
            value={pin}
            onChange={event => setPin(event.target.value)}
          />
        </Field>
        <Field id="pin-again" label="The same again" error={wrong.again}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={PIN_DIGITS}
            className={hidden}
            value={again}
            onChange={event => setAgain(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="secondary" pending={set.isPending} pendingLabel="Saving…">
            {since ? 'Change the PIN' : 'Set the PIN'}
          </Button>
          {since && (
            <Button
              variant="quiet"
              pending={remove.isPending}
              pendingLabel="Removing…"
              onClick={() => {
                set.reset()
                remove.mutate()
              }}
            >
              Remove it
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}
