'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deskPlace } from '#desk/clock.tsx'
import { useMay } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog } from '#platform/ui/dialog.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Consent } from '#slices/letters/history.ts'
import { whoIs } from '#slices/staff/desk/ui/audit-words.ts'
import { stateTones, stateWords, stepWords, wayWords } from './letter-words.ts'
import { StopDialog } from './stop-dialog.tsx'

/** On the page of an order: whether its buyer gets letters, and the proof of it. */
export function LettersOfOrder({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.staffLetters.ofOrder.queryOptions({ orderId }))
  const mayStop = useMay()('letters.stop')
  const [stopping, setStopping] = useState(false)
  if (!data) return null
  const goesOn = data.state === 'asked' || data.state === 'proved'
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
      {goesOn && mayStop && (
        <Button className="mt-3 self-start" size="sm" variant="secondary" onClick={() => setStopping(true)}>
          Stop the letters
        </Button>
      )}
      <Dialog open={stopping} onOpenChange={setStopping}>
        {stopping && <StopDialog email={data.email} onDone={() => setStopping(false)} />}
      </Dialog>
    </Card>
  )
}

function Step({ step: { step, at, way, page, sentence, words, actor, reason } }: { step: Consent }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <p>
        <span className="font-medium">{stepWords[step]}</span> {wayWords[way]}
        {way === 'desk' && `, by ${whoIs(actor)}`}
      </p>
      <p className="text-muted">
        {formatDateTime(at, deskPlace)}
        {page && way === 'rest' && `, ${page}`}
      </p>
      {reason && <p className="mt-1 text-muted">“{reason}”</p>}
      {words && (
        <p className="mt-1 text-muted">
          “{words}” ({sentence})
        </p>
      )}
    </li>
  )
}
