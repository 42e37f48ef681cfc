'use client'

import { useQuery } from '@tanstack/react-query'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDay } from '#platform/ui/format.ts'
import { LabelLink } from './label-link.tsx'
import { nextWords, type ShownReturn, stateTones, stateWords, stepWords, untilWords } from './return-words.ts'

const LOOK_AGAIN_MS = 30_000

/** On the page of an order: the way to send something back, and how each return stands. */
export function ReturnCard({ orderId, token }: { orderId: string; token: string | undefined }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.returns.standing.queryOptions(
      { orderId, ...(token && { token }) },
      { refetchInterval: LOOK_AGAIN_MS },
    ),
  )
  if (!data || (data.whyNot && data.returns.length === 0)) return null
  const key = token ? `?token=${encodeURIComponent(token)}` : ''
  const lastDay = data.lines.flatMap(line => line.lastDay ?? []).toSorted()[0] ?? null
  return (
    <Card aria-labelledby="returns">
      <CardHeading id="returns">Sending something back</CardHeading>
      <div className="flex flex-col gap-5">
        {data.returns.map(one => (
          <ReturnSoFar key={one.id} found={one} />
        ))}
        {!data.whyNot && (
          <div>
            <p className="max-w-prose text-muted">{untilWords(lastDay)}</p>
            <ButtonLink className="mt-4" variant="secondary" href={`/orders/${orderId}/return${key}`}>
              Send something back
            </ButtonLink>
          </div>
        )}
      </div>
    </Card>
  )
}

/** One return: its number, what is in it, how it stands and what comes next. */
export function ReturnSoFar({ found, children }: { found: ShownReturn; children?: React.ReactNode }) {
  const { number, state, lines } = found
  return (
    <article aria-label={`Return ${number}`} className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="tabular font-medium">{number}</span>
        <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
      </p>
      <p className="text-muted [overflow-wrap:anywhere]">
        {lines.map(({ asked, extra, name }) => `${asked + extra} × ${name}`).join(', ')}
      </p>
      <p className="max-w-prose">{nextWords(found)}</p>
      <Steps found={found} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <LabelLink found={found} />
        {children}
      </div>
    </article>
  )
}

/** What happened so far, with its day. */
function Steps({ found: { number, steps } }: { found: ShownReturn }) {
  return (
    <ol aria-label={`Steps of return ${number}`} className="flex flex-col gap-1 text-muted text-sm">
      {steps.map(({ id, type, at }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <time dateTime={at.toISOString()} className="tabular w-24 shrink-0">
            {formatDay(at, { timeZone: SHOP_TIME_ZONE })}
          </time>
          <span>{stepWords[type]}</span>
        </li>
      ))}
    </ol>
  )
}
