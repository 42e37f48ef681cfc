'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#ui/dialog.tsx'
import { notify } from '#ui/notify.ts'
import { jobInWords } from '../job-words.ts'
import { jobsInWords } from './staff-jobs-words.ts'

/** Sends, says how many went, and has the desk read again what it shows. */
function useSendAgain({ onDone, pressed }: { onDone?: () => void; pressed?: () => HTMLElement | null }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.staffOrders.sendAgain.mutationOptions({
      async onSuccess({ sent }) {
        notify(sent === 0 ? 'Already sent' : `${jobsInWords(sent)} sent`)
        const neighbour = pressed && neighbourOf(pressed())
        onDone?.()
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
        requestAnimationFrame(() => keepFocus(neighbour))
      },
    }),
  )
}

const BUTTON = '[data-send-again]'

/** The next such button, or else the one before: where a keyboard goes on when its row is gone. */
function neighbourOf(button: HTMLElement | null): HTMLElement | undefined {
  const buttons = [...document.querySelectorAll<HTMLElement>(BUTTON)]
  const at = button ? buttons.indexOf(button) : -1
  return at === -1 ? undefined : (buttons[at + 1] ?? buttons[at - 1])
}

function keepFocus(neighbour: HTMLElement | null | undefined) {
  if (document.activeElement !== document.body) return
  const place = neighbour?.isConnected ? neighbour : document.getElementById('dead-letters')
  place?.focus({ preventScroll: place !== neighbour })
}

/** One dead letter's button. It asks nothing: each consequence happens once, so sending again cannot do harm. */
export function SendAgain({
  queue,
  deadLetterId,
  about,
}: {
  queue: string
  deadLetterId: string
  /** Read aloud after the words: which of the many. */
  about?: string
}) {
  const button = useRef<HTMLButtonElement>(null)
  const send = useSendAgain({ pressed: () => button.current })
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3">
      {send.isError && (
        <p role="alert" className="text-danger text-sm">
          Not sent. Try again.
        </p>
      )}
      <Button
        ref={button}
        data-send-again
        variant="secondary"
        size="sm"
        guardRepeat
        className="max-lg:h-11"
        pending={send.isPending}
        pendingLabel="Sending…"
        onClick={() => send.mutate({ queue, ids: [deadLetterId] })}
      >
        <RotateCw aria-hidden="true" />
        Send again
        {about && <span className="sr-only">, {about}</span>}
      </Button>
    </div>
  )
}

export type CountedLetters = { queue: string | null; total: number; readAt: Date }

/** All that the filter holds, after a dialog that says how many and which. */
export function SendAllAgain({ counted }: { counted: CountedLetters }) {
  const [asked, setAsked] = useState<CountedLetters>()
  const all =
    counted.total === 1 ? 'Send it again' : `Send all ${counted.total.toLocaleString('en-GB')} again`
  return (
    <Dialog open={asked !== undefined} onOpenChange={open => setAsked(open ? counted : undefined)}>
      <DialogTrigger>
        <Button>
          <RotateCw aria-hidden="true" />
          {all}
        </Button>
      </DialogTrigger>
      {asked && <SendAllForm asked={asked} onDone={() => setAsked(undefined)} />}
    </Dialog>
  )
}

function SendAllForm({ asked, onDone }: { asked: CountedLetters; onDone: () => void }) {
  const send = useSendAgain({ onDone })
  const { queue, total, readAt } = asked
  return (
    <DialogContent
      title={`Send ${jobsInWords(total)} again?`}
      description={queue ? `Only “${jobInWords(queue)}” (${queue}).` : 'From every queue.'}
      footer={
        <>
          <Button
            guardRepeat
            pending={send.isPending}
            pendingLabel="Sending…"
            onClick={() => send.mutate({ queue, before: readAt })}
          >
            Send {jobsInWords(total)} again
          </Button>
          <DialogClose>
            <Button variant="secondary">Leave them</Button>
          </DialogClose>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {send.isError && (
          <Banner tone="danger" live="assertive" title="Not all of them were sent">
            {send.error.message} What was sent already is not sent twice.
          </Banner>
        )}
        <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
          <li>Each consequence happens once, so nothing is mailed, charged or shipped twice.</li>
          <li>What fails again comes back here with its new error.</li>
          <li>Jobs that are given up from now on are left for you to look at.</li>
        </ul>
      </div>
    </DialogContent>
  )
}
