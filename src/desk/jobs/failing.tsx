'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FastForward } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { failedWords } from '#desk/actions/unheard-words.ts'
import { deskPlace, formatClock } from '#desk/clock.tsx'
import { keepFocus, neighbourOf } from '#desk/focus.ts'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import { notify } from '#platform/ui/notify.ts'
import { SectionHeading } from '#platform/ui/section-heading.tsx'
import type { JobWords } from './job-words.ts'
import type { FailingJobs } from './view.ts'
import { ageInWords, jobsInWords } from './words.ts'

type Choice = { queue: string; ids: string[] } | { queue: string | null }

/** The jobs that failed and are tried again automatically: their queue, their order, the next try, and a button to try now. */
export function FailingList({
  failing: { jobs, total },
  queue,
  now,
  words,
}: {
  failing: FailingJobs
  queue: string | null
  now: Date
  words: JobWords
}) {
  return (
    <section
      id="failing"
      tabIndex={-1}
      aria-labelledby="failing-heading"
      className="scroll-mt-4 outline-none"
    >
      <SectionHeading id="failing-heading" className="mb-3">
        Failing now
      </SectionHeading>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">
          {jobsInWords(total)}
          {queue && ` of “${words.does(queue)}”`}, tried again until done.{' '}
          {queue && (
            <Link href="/admin/jobs" className="link">
              Show every queue
            </Link>
          )}
        </p>
        <TryNow
          choice={{ queue }}
          words={total === 1 ? 'Try it now' : `Try all ${total.toLocaleString('en-GB')} now`}
        />
      </div>
      <ul aria-label="Failing jobs, next try first" className="flex flex-col gap-2">
        {jobs.map(job => (
          <li
            key={job.id}
            className="grid gap-x-6 gap-y-2 rounded-card border border-hairline bg-surface p-4 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-start lg:px-5"
          >
            <Failing job={job} now={now} words={words} />
          </li>
        ))}
      </ul>
      {total > jobs.length && (
        <p className="mt-3 text-muted text-sm">
          The next {jobs.length} of {total.toLocaleString('en-GB')} are shown.
        </p>
      )}
    </section>
  )
}

function Failing({ job, now, words }: { job: FailingJobs['jobs'][number]; now: Date; words: JobWords }) {
  const what = words.does(job.queue)
  const link = words.linkOf(job)
  const running = job.nextTryAt <= now
  return (
    <>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h3 className="font-semibold font-text text-base tracking-normal">{what}</h3>
          {link && (
            <Link href={link.href} className="link tabular inline-block py-0.5">
              {link.label}
            </Link>
          )}
        </div>
        <p className="tabular text-muted text-sm">
          {job.attempts} of {job.attemptLimit} tries in{' '}
          <span title={formatDateTime(job.since, deskPlace)}>{ageInWords(job.since, now)}</span>, next{' '}
          {running ? 'now' : `in ${ageInWords(now, job.nextTryAt)}, at ${formatClock(job.nextTryAt)}`}
        </p>
        <p className="mt-1 text-danger text-sm [overflow-wrap:anywhere]">
          {job.error ?? 'No error was kept.'}
        </p>
      </div>
      <TryNow
        quiet
        choice={{ queue: job.queue, ids: [job.id] }}
        words="Try now"
        about={link ? `${what}, ${link.label}` : what}
      />
    </>
  )
}

const BUTTON = '[data-try-now]'

function TryNow({
  choice,
  words,
  about,
  quiet = false,
}: {
  choice: Choice
  words: string
  about?: string
  quiet?: boolean
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const button = useRef<HTMLButtonElement>(null)
  const tryNow = useMutation(
    trpc.staffOrders.tryNow.mutationOptions({
      async onSuccess({ tried }) {
        notify(tried === 0 ? 'Already running' : `${jobsInWords(tried)} tried`)
        const neighbour = neighbourOf(button.current, BUTTON)
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
        requestAnimationFrame(() => keepFocus(neighbour, 'failing', 'dead-letters'))
      },
    }),
  )
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3">
      {tryNow.isError && (
        <p role="alert" className="text-danger text-sm">
          {failedWords(tryNow.error, 'it was tried', 'Trying again')}
        </p>
      )}
      <May permission="jobs.retry">
        <Button
          ref={button}
          data-try-now
          guardRepeat
          variant={quiet ? 'secondary' : 'primary'}
          {...(quiet && { size: 'sm' as const })}
          className="max-lg:h-11"
          pending={tryNow.isPending}
          pendingLabel="Trying…"
          onClick={() => tryNow.mutate(choice)}
        >
          <FastForward aria-hidden="true" />
          {words}
          {about && <span className="sr-only">, {about}</span>}
        </Button>
      </May>
    </div>
  )
}
