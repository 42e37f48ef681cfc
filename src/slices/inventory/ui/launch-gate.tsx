'use client'

import { CalendarClock, CircleCheck, UsersRound } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { inWords } from '#platform/lib/span.ts'
import { Button } from '#platform/ui/button.tsx'
import { saleStartWords } from '../launch.ts'
import type { LineView } from '../line-view.ts'
import { LAUNCH_GATE_ID } from './let-in.ts'
import type { useLine } from './use-line.ts'

/** Replaces the buy button of a variant with a launch by its start time or line. A turn is shown beside the button. */
export function LaunchGate({ sku, line }: { sku: string; line: ReturnType<typeof useLine> }) {
  const { view, join, failed } = line
  if (!view)
    return failed ? (
      <Gate title="The line did not load">Reload the page in a moment. We keep your place.</Gate>
    ) : (
      <div aria-busy="true" className="h-24" />
    )
  const joinIt = (words: string) => (
    <>
      <Button
        size="lg"
        wide
        guardRepeat
        pending={join.isPending}
        pendingLabel="Joining…"
        onClick={() => join.mutate({ sku })}
      >
        {words}
      </Button>
      {join.isError && (
        <p role="alert" className="text-danger">
          {join.error.message}
        </p>
      )}
    </>
  )
  switch (view.kind) {
    case 'free':
      return null
    case 'soon':
      return (
        <Gate icon={CalendarClock} title={`On sale from ${saleStartWords(view.startsAt)}`}>
          {view.hasLine
            ? 'A line opens then, and you get your turn in order of arrival. This page updates by itself.'
            : 'This page updates by itself.'}
        </Gate>
      )
    case 'not_joined':
      return (
        <Gate icon={UsersRound} title="Many people want this one" action={joinIt('Join the line')}>
          You get your turn in order of arrival. We keep your place while you look around.
        </Gate>
      )
    case 'waiting':
      return <Waiting key={view.readAt.getTime()} view={view} />
    case 'turn':
      return <Turn key={view.readAt.getTime()} view={view} />
    case 'turn_over':
      return (
        <Gate icon={UsersRound} title="Your turn is over" action={joinIt('Join the line again')}>
          It is somebody else’s turn now. You can go to the end of the line.
        </Gate>
      )
    case 'sold_out':
      return (
        <Gate icon={UsersRound} title="Everything is sold">
          If somebody’s payment fails, a unit comes back and the line moves on. We keep your place.
        </Gate>
      )
  }
}

function Waiting({ view }: { view: LineView & { kind: 'waiting' } }) {
  const passed = useSecondsSince(view.readAt)
  const left = view.etaSeconds - passed
  return (
    <Gate icon={UsersRound} title="You are in line">
      <p className="tabular text-lg">{left > 1 ? `About ${inWords(left)}` : 'Any moment now'}</p>
      <p className="text-muted">
        {view.position === 1 ? 'You are next.' : `${(view.position - 1).toLocaleString('en-GB')} before you.`}{' '}
        We keep your place: you can reload this page or look around.
      </p>
    </Gate>
  )
}

function Turn({ view }: { view: LineView & { kind: 'turn' } }) {
  const passed = useSecondsSince(view.readAt)
  const left = (view.endsAt.getTime() - view.readAt.getTime()) / 1_000 - passed
  return (
    <Gate icon={CircleCheck} title="It is your turn">
      <span className="tabular">
        Buy within {inWords(Math.max(left, 1))}. Your cart does not reserve it; your order does.
      </span>
    </Gate>
  )
}

/** The seconds since a reading arrived here. The two clocks need not agree. */
function useSecondsSince(readAt: Date): number {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const arrived = readAt && Date.now()
    const timer = setInterval(() => setPassed((Date.now() - Number(arrived)) / 1_000), 1_000)
    return () => clearInterval(timer)
  }, [readAt])
  return passed
}

function Gate({
  icon: Icon = UsersRound,
  title,
  children,
  action,
}: {
  icon?: typeof UsersRound
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <section
      id={LAUNCH_GATE_ID}
      tabIndex={-1}
      aria-labelledby={`${LAUNCH_GATE_ID}-title`}
      className="flex flex-col gap-3 rounded-card border border-hairline bg-sunken p-4"
    >
      <div className="flex gap-3">
        <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brand" />
        <div className="min-w-0">
          <p id={`${LAUNCH_GATE_ID}-title`} role="status" className="font-semibold">
            {title}
          </p>
          <div>{children}</div>
        </div>
      </div>
      {action}
    </section>
  )
}
