import Link from 'next/link'
import { cn } from '#ui/cn.ts'
import { DataTable, Td, Th, Tr } from '#ui/data-table.tsx'
import { SectionHeading } from '#ui/section-heading.tsx'
import type { StaffQueues } from '../staff-jobs-view.ts'
import { staffJobsHref } from './staff-jobs-params.ts'
import { ageInWords, queueInWords } from './staff-jobs-words.ts'

type Queue = StaffQueues['queues'][number]
type Queues = {
  queues: readonly Queue[]
  /** By queue; not known at first. */
  done: Record<string, number> | undefined
  now: Date
}

/** Every queue, what it does and how it stands: a table from 1024 px up, cards below that. */
export function StaffJobsQueues(given: Queues) {
  return (
    <section aria-labelledby="queues">
      <SectionHeading id="queues" className="mb-3">
        Queues
      </SectionHeading>
      <div className="hidden rounded-card border border-hairline bg-surface lg:block [&_tbody_tr:last-child_td]:border-b-0 [&_tbody_tr:last-child]:rounded-b-card [&_thead_th:first-child]:rounded-tl-card [&_thead_th:last-child]:rounded-tr-card">
        <QueueTable {...given} />
      </div>
      <div className="lg:hidden">
        <QueueCards {...given} />
      </div>
    </section>
  )
}

function QueueTable({ queues, done, now }: Queues) {
  return (
    <DataTable caption="Queues">
      <thead>
        <tr>
          <Th>What it does</Th>
          <Th>Queue</Th>
          <Th numeric>Waiting</Th>
          <Th numeric>Running</Th>
          <Th numeric>Retrying</Th>
          <Th numeric>Dead</Th>
          <Th numeric>Done in 24 h</Th>
          <Th numeric>Oldest waiting</Th>
        </tr>
      </thead>
      <tbody>
        {queues.map(queue => (
          <Tr key={queue.queue}>
            <Td className="font-medium">{queueInWords(queue.queue)}</Td>
            <Td className="text-muted">
              <code className="text-xs">{queue.queue}</code>
            </Td>
            <Td numeric>
              <Count count={queue.waiting} />
            </Td>
            <Td numeric>
              <Count count={queue.running} />
            </Td>
            <Td numeric>
              <Count count={queue.retrying} className="font-semibold text-warning" />
            </Td>
            <Td numeric>
              <DeadCount queue={queue} />
            </Td>
            <Td numeric>
              {done ? <Count count={done[queue.queue] ?? 0} /> : <span className="text-muted">…</span>}
            </Td>
            <Td numeric className="text-muted">
              {queue.oldestWaitingSince ? ageInWords(queue.oldestWaitingSince, now) : '—'}
            </Td>
          </Tr>
        ))}
      </tbody>
    </DataTable>
  )
}

/** Nothing is quiet, so that something can be seen. */
function Count({ count, className }: { count: number; className?: string }) {
  return <span className={count === 0 ? 'text-muted' : className}>{count.toLocaleString('en-GB')}</span>
}

function DeadCount({ queue }: { queue: Queue }) {
  if (queue.dead === 0) return <span className="text-muted">0</span>
  return (
    <Link
      href={`${staffJobsHref('/admin/jobs', { queue: queue.queue })}#dead-letters`}
      aria-label={`${queue.dead} dead in ${queue.queue}: show them`}
      className="-my-1 inline-grid min-h-8 min-w-8 place-items-center rounded-tag bg-danger-tint px-2 font-semibold text-danger underline underline-offset-4"
    >
      {queue.dead.toLocaleString('en-GB')}
    </Link>
  )
}

function QueueCards({ queues, done, now }: Queues) {
  return (
    <ul aria-label="Queues" className="grid gap-2 md:grid-cols-2">
      {queues.map(queue => (
        <li key={queue.queue} className="rounded-card border border-hairline bg-surface p-4">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="font-semibold">{queueInWords(queue.queue)}</p>
              <code className="text-muted text-xs [overflow-wrap:anywhere]">{queue.queue}</code>
            </div>
            {queue.dead > 0 && (
              <span className="flex items-center gap-1.5 text-danger text-sm">
                Dead <DeadCount queue={queue} />
              </span>
            )}
          </div>
          <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <Figure term="Waiting">{queue.waiting}</Figure>
            <Figure term="Running">{queue.running}</Figure>
            <Figure term="Retrying" className={queue.retrying > 0 ? 'text-warning' : undefined}>
              {queue.retrying}
            </Figure>
            <Figure term="Done in 24 h">{done ? (done[queue.queue] ?? 0) : '…'}</Figure>
            {queue.oldestWaitingSince && (
              <Figure term="Oldest">{ageInWords(queue.oldestWaitingSince, now)}</Figure>
            )}
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Figure({
  term,
  className,
  children,
}: {
  term: string
  className?: string | undefined
  children: number | string
}) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{term}</dt>
      <dd className={cn('tabular font-medium', className)}>
        {typeof children === 'number' ? children.toLocaleString('en-GB') : children}
      </dd>
    </div>
  )
}
