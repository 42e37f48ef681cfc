'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useRef, useState } from 'react'
import { failedWords } from '#desk/actions/unheard-words.ts'
import { focusOne, keepFocus, neighbourOf } from '#desk/focus.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#platform/ui/dialog.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { JobWords } from './job-words.ts'
import { SENT_AT_ONCE } from './view.ts'
import { jobsInWords } from './words.ts'

/** Sends jobs again, says how many went, and refreshes the desk. */
function useSendAgain({ onDone, pressed }: { onDone?: () => void; pressed?: () => HTMLElement | null }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.staffOrders.sendAgain.mutationOptions({
      async onSuccess({ sent }) {
        notify(sent === 0 ? 'Already sent' : `${jobsInWords(sent)} sent`)
        const neighbour = pressed && neighbourOf(pressed(), '[data-send-again]')
        onDone?.()
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
        requestAnimationFrame(() => keepFocus(neighbour, 'dead-letters'))
      },
    }),
  )
}

/** The button of one dead letter. It asks nothing: each consequence happens once, so sending again cannot do harm. */
export function SendAgain({
  queue,
  deadLetterId,
  about,
}: {
  queue: string
  deadLetterId: string
  /** Screen readers read it after the words, to tell the buttons apart. */
  about?: string
}) {
  const button = useRef<HTMLButtonElement>(null)
  const send = useSendAgain({ pressed: () => button.current })
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3">
      {send.isError && (
        <p role="alert" className="text-danger text-sm">
          {failedWords(send.error, 'it was sent', 'Sending again')}
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

/** Sends all letters of the filter, after a dialog that says how many and which. */
export function SendAllAgain({ counted, words }: { counted: CountedLetters; words: JobWords }) {
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
      {asked && <SendAllForm asked={asked} words={words} onDone={() => setAsked(undefined)} />}
    </Dialog>
  )
}

function SendAllForm({
  asked,
  words,
  onDone,
}: {
  asked: CountedLetters
  words: JobWords
  onDone: () => void
}) {
  const { send, sent, isPending, error } = useSendAll(onDone)
  const { queue, total, readAt } = asked
  return (
    <DialogContent
      title={`Send ${jobsInWords(total)} again?`}
      onCloseAutoFocus={event => {
        // The button that opened the dialog has disappeared with its letters.
        event.preventDefault()
        focusOne('dead-letters')
      }}
      description={queue ? `Only “${words.does(queue)}” (${queue}).` : 'From every queue.'}
      footer={
        <>
          <Button
            guardRepeat
            pending={isPending}
            pendingLabel={sent > 0 ? `${sent.toLocaleString('en-GB')} sent…` : 'Sending…'}
            onClick={() => send({ queue, before: readAt })}
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
        {error && (
          <Banner tone="danger" live="assertive" title="Sending them was broken off">
            {error} What was sent already is not sent twice.
          </Banner>
        )}
        <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
          <li>Each consequence happens once, so nothing is mailed, charged or shipped twice.</li>
          <li>What fails again stands under “Failing now” at once, and is back here within a minute.</li>
          <li>Jobs that are given up from now on are left for you to look at.</li>
        </ul>
      </div>
    </DialogContent>
  )
}

/** One call sends as many as a person can wait for. More calls send the rest, and the page counts them. */
function useSendAll(onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const call = useMutation(trpc.staffOrders.sendAgain.mutationOptions())
  const [sent, setSent] = useState(0)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  async function send(choice: { queue: string | null; before: Date }) {
    setPending(true)
    setError(undefined)
    let total = sent
    try {
      for (let more = SENT_AT_ONCE; more >= SENT_AT_ONCE; setSent(total)) {
        more = (await call.mutateAsync(choice)).sent
        total += more
      }
      notify(total === 0 ? 'Already sent' : `${jobsInWords(total)} sent`)
      onDone()
    } catch (failure) {
      const thrown = failure instanceof Error ? failure : new Error('Something went wrong.')
      setError(failedWords(thrown, 'all of them were sent', 'Sending again'))
    } finally {
      setPending(false)
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
    }
  }
  return { send, sent, isPending, error }
}
