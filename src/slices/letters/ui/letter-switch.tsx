'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { ProofNotice } from '#slices/customers/ui/account/proof-notice.tsx'
import type { OwnLetters } from '#slices/letters/own-letters.ts'
import { SENTENCE } from '#slices/letters/sentence.ts'
import { momentWords } from '#slices/orders/shop/ui/order-days.ts'

/** Turns letters on and off for the address of the account. On counts once the mailed link was opened. */
export function LetterSwitch() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: mine } = useSuspenseQuery(trpc.letters.mine.queryOptions())
  const onSuccess = (after: OwnLetters) => queries.setQueryData(trpc.letters.mine.queryKey(), after)
  const subscribe = useMutation(trpc.letters.subscribe.mutationOptions({ onSuccess }))
  const unsubscribe = useMutation(trpc.letters.unsubscribe.mutationOptions({ onSuccess }))
  // The switch moves at once, and moves back when the shop refuses.
  const [wanted, want] = useState<boolean>()
  const onSettled = () => want(undefined)
  const failed = subscribe.error ?? unsubscribe.error
  const ask = () => subscribe.mutate({ sentence: SENTENCE.version }, { onSettled })

  function turn(on: boolean) {
    if (wanted !== undefined) return
    want(on)
    subscribe.reset()
    unsubscribe.reset()
    if (on) ask()
    else unsubscribe.mutate(undefined, { onSettled })
  }

  if (mine.state === 'unproved') return <ProofNotice email={mine.email} />
  return (
    <Card aria-labelledby="letters">
      <CardHeading id="letters">News and offers</CardHeading>
      <CheckboxField
        role="switch"
        label={SENTENCE.words}
        checked={wanted ?? mine.state !== 'off'}
        onChange={event => turn(event.target.checked)}
      />
      <p role="status" className="mt-1 max-w-prose text-muted [overflow-wrap:anywhere]">
        {standingWords(mine)}
      </p>
      {mine.state === 'asked' && (
        <Button
          className="mt-3"
          variant="secondary"
          size="sm"
          pending={subscribe.isPending}
          pendingLabel="Sending…"
          onClick={ask}
        >
          Send the link again
        </Button>
      )}
      {failed && (
        <Banner tone="danger" live="assertive" title="Nothing has changed" className="mt-4">
          {failed.message}
        </Banner>
      )}
    </Card>
  )
}

function standingWords(mine: Exclude<OwnLetters, { state: 'unproved' }>): string {
  const moment = mine.since && momentWords(mine.since)
  switch (mine.state) {
    case 'on':
      return `You get our letters at ${mine.email} since ${moment}.`
    case 'asked':
      return `Almost done: we’ve sent a link to ${mine.email}. Open it, and the letters begin.`
    case 'off':
      return moment
        ? `You get no letters since ${moment}. Mails about your orders still come.`
        : 'You get no letters. Mails about your orders come in any case.'
  }
}
