'use client'

import { useMutation } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { IDLE_MINUTES, IDLE_MS } from '#platform/stations/station-times.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { useShutOut } from '#platform/trpc/shut-out.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { notify } from '#platform/ui/notify.ts'
import { onShiftChanged, tellOtherTabs, toTheChoice } from './other-tabs.ts'

const LOOK_EVERY_MS = 5_000
const TELL_EVERY_MS = 60_000

/**
 * The pages of the floor for somebody who works by PIN. Ten minutes without a touch, a key or a scan lock them, with or without a line: the
 * next person finds the choice of people, and what was scanned stays with the one who scanned it.
 */
export function StationShift({ children }: { children: ReactNode }) {
  const client = useTRPCClient()
  const [isLocked, setLocked] = useState(false)
  const shutOut = useShutOut()

  useEffect(() => onShiftChanged(toTheChoice), [])
  // The shop knows of the end first: the shift, the station or the right to work here is over.
  useEffect(() => {
    if (shutOut === 'signed_out') toTheChoice()
  }, [shutOut])
  useEffect(
    () =>
      watchTouches({
        onTouch: () => client.stations.stillHere.mutate().catch(() => null),
        onIdle() {
          setLocked(true)
          void client.stations.leave.mutate().then(toTheChoice, () => null)
        },
      }),
    [client],
  )

  if (!isLocked) return children
  return <Locked />
}

function Locked() {
  const trpc = useTRPC()
  const button = useRef<HTMLButtonElement>(null)
  const leave = useMutation(trpc.stations.leave.mutationOptions({ onSuccess: toTheChoice }))
  useEffect(() => button.current?.focus(), [])
  return (
    <main id="main" tabIndex={-1} className="mx-auto flex max-w-prose flex-col gap-4 p-4 py-12 outline-none">
      <h1 className="text-3xl">This station is locked</h1>
      <p role="status" className="text-muted">
        Nobody did anything here for {IDLE_MINUTES} minutes. What was scanned is kept for the person who
        scanned it.
      </p>
      {leave.error && (
        <Banner tone="danger" live="assertive">
          The shop does not answer. Check the connection and try again.
        </Banner>
      )}
      <Button
        ref={button}
        size="lg"
        className="self-start"
        pending={leave.isPending || leave.isSuccess}
        onClick={() => leave.mutate()}
      >
        Choose who works here
      </Button>
    </main>
  )
}

/** Tells of touches once a minute at most, and of ten minutes without one. */
function watchTouches({ onTouch, onIdle }: { onTouch: () => void; onIdle: () => void }): () => void {
  let touchedAt = Date.now()
  let toldAt = touchedAt
  let isOver = false
  const isIdle = () => Date.now() - touchedAt >= IDLE_MS
  function look() {
    if (isOver || !isIdle()) return
    isOver = true
    onIdle()
  }
  function touched() {
    // A device that slept wakes up by a touch, which is then too late.
    look()
    if (isOver) return
    touchedAt = Date.now()
    if (touchedAt - toldAt < TELL_EVERY_MS) return
    toldAt = touchedAt
    onTouch()
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  const events = ['pointerdown', 'keydown'] as const
  for (const event of events) document.addEventListener(event, touched, { capture: true })
  return () => {
    clearInterval(timer)
    for (const event of events) document.removeEventListener(event, touched, { capture: true })
  }
}

/** Gives the station to the next person. */
export function LeaveStation() {
  const trpc = useTRPC()
  const leave = useMutation(
    trpc.stations.leave.mutationOptions({
      onSuccess() {
        tellOtherTabs()
        toTheChoice()
      },
      onError: () => notify('You still work here. Check the connection and try again.'),
    }),
  )
  return (
    <Button
      variant="quiet"
      className="min-h-12 text-muted"
      pending={leave.isPending || leave.isSuccess}
      onClick={() => leave.mutate()}
    >
      <UsersRound aria-hidden="true" />
      Leave
    </Button>
  )
}

/** In place of a page whose reader works here no more. */
export function ShiftOver() {
  useEffect(toTheChoice, [])
  return <p role="status">Nobody works here now.</p>
}
