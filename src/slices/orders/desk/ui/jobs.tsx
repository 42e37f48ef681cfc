import { deskPlace, formatClock } from '#desk/clock.tsx'
import { useJobInWords } from '#desk/job-words.tsx'
import { DiscardJob } from '#desk/jobs/discard.tsx'
import { SendAgain } from '#desk/jobs/send.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime, formatRelative } from '#platform/ui/format.ts'
import type { StaffEffect, StaffOrder } from '../order.ts'
import type { Status } from '../words.ts'
import { keptInOrder } from './dialog-props.ts'
import { isRepeatable, RepeatEffect } from './repeat.tsx'

type Job = StaffOrder['jobs'][number]

const jobWords: Record<Job['state'], Status> = {
  waiting: { words: 'Waiting', tone: 'neutral' },
  running: { words: 'Running', tone: 'info' },
  retrying: { words: 'Retrying', tone: 'warning' },
  done: { words: 'Done', tone: 'success' },
  cancelled: { words: 'Discarded', tone: 'neutral' },
  failed: { words: 'Failed', tone: 'danger' },
  dead: { words: 'Dead', tone: 'danger' },
}

/** The consequences of the order, and the state of each. */
export function StaffJobs({ details: { order, jobs, effects }, now }: { details: StaffOrder; now: Date }) {
  return (
    <Card aria-labelledby="jobs">
      <CardHeading id="jobs">Jobs</CardHeading>
      {jobs.length === 0 && (
        <p className="text-muted">Nothing followed from this order, or it was done more than two days ago.</p>
      )}
      <ul>
        {jobs.map(job => (
          <li key={job.id} className="border-hairline border-b py-2.5 first:pt-0 last:border-b-0 last:pb-0">
            <JobLine job={job} now={now} />
          </li>
        ))}
      </ul>
      {effects.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 border-hairline border-t pt-4 text-lg">Done once</h3>
          <ul className="flex flex-col gap-2 text-sm">
            {effects.map(effect => (
              <Effect key={effect.kind} orderId={order.id} effect={effect} />
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function JobLine({ job, now }: { job: Job; now: Date }) {
  const what = useJobInWords()(job.queue)
  const { words, tone } = jobWords[job.state]
  const letter = { queue: job.queue, about: what }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{what}</span>
        <span className="tabular text-muted text-sm">{whenOf(job, now)}</span>
        <Badge tone={tone}>{words}</Badge>
      </div>
      {(job.error || job.attempts > 1) && (
        <p className="mt-0.5 text-sm [overflow-wrap:anywhere]">
          <span className="tabular text-muted">
            {job.attempts} of {job.attemptLimit} attempts
          </span>
          {job.error && <span className="text-danger"> {job.error}</span>}
        </p>
      )}
      {job.deadLetterId && (
        <div className="mt-2 flex flex-wrap gap-2">
          <SendAgain {...letter} deadLetterId={job.deadLetterId} />
          <DiscardJob {...letter} deadLetterId={job.deadLetterId} what={what} {...keptInOrder} />
        </div>
      )}
    </>
  )
}

function whenOf(job: Job, now: Date): string {
  if (job.nextTryAt)
    return job.nextTryAt > now ? `next try ${formatRelative(job.nextTryAt, now)}` : 'next try now'
  const at = job.endedAt ?? job.startedAt
  return at ? formatClock(at) : ''
}

function Effect({ orderId, effect }: { orderId: string; effect: StaffEffect }) {
  const what = useJobInWords()(effect.kind)
  const isInvoice = effect.kind === 'invoices.render'
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4">
      <span className="font-medium max-md:flex-1">{what}</span>
      {isInvoice ? (
        <a
          className="link min-w-0 flex-1 max-md:order-last max-md:basis-full"
          href={`/api/v1/orders/${orderId}/invoice`}
          target="_blank"
          rel="noopener"
        >
          Open the invoice
        </a>
      ) : (
        <code className="min-w-0 flex-1 text-muted [overflow-wrap:anywhere] max-md:order-last max-md:basis-full">
          {effect.ref}
        </code>
      )}
      <time dateTime={effect.doneAt.toISOString()} className="tabular text-muted max-md:order-last">
        {formatDateTime(effect.doneAt, deskPlace)}
      </time>
      {isRepeatable(effect.kind) && <RepeatEffect orderId={orderId} kind={effect.kind} />}
    </li>
  )
}
