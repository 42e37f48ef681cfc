'use client'

import { useQuery } from '@tanstack/react-query'
import { deskPlace } from '#desk/clock.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Consent } from '#slices/letters/history.ts'
import { stateTones, stateWords, stepWords, wayWords } from './letter-words.ts'

/** On the page of an order: whether its buyer gets letters, and the proof of it. */
export function LettersOfOrder({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.staffLetters.ofOrder.queryOptions({ orderId }))
  if (!data) return null
  return (
    <Card aria-labelledby="letters">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <CardHeading id="letters">Letters</CardHeading>
        <Badge tone={stateTones[data.state]}>{stateWords[data.state]}</Badge>
      </div>
      {data.history.length === 0 ? (
        <p className="text-muted text-sm [overflow-wrap:anywhere]">
          Nobody has asked for news and offers to {data.email}.
        </p>
      ) : (
        <details>
          <summary className="link min-h-6 w-fit cursor-pointer">History of the consent</summary>
          <ol className="mt-3 flex flex-col gap-3 text-sm">
            {data.history.map(step => (
              <Step key={step.seq} step={step} />
            ))}
          </ol>
        </details>
      )}
    </Card>
  )
}

function Step({ step: { step, at, way, page, sentence, words } }: { step: Consent }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <p>
        <span className="font-medium">{stepWords[step]}</span> {wayWords[way]}
      </p>
      <p className="text-muted">
        {formatDateTime(at, deskPlace)}
        {page && way === 'rest' && `, ${page}`}
      </p>
      {words && (
        <p className="mt-1 text-muted">
          “{words}” ({sentence})
        </p>
      )}
    </li>
  )
}
