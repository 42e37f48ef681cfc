import Link from 'next/link'
import { useJobInWords } from '#desk/job-words.tsx'
import { cn } from '#platform/ui/cn.ts'
import { DataTable, Td, Th, Tr, tableCardLook } from '#platform/ui/data-table.tsx'
import { SectionHeading } from '#platform/ui/section-heading.tsx'
import type { StaffQueues } from '#slices/orders/desk/jobs-view.ts'
import { staffJobsHref } from './jobs-params.ts'
import { ageInWords } from './jobs-words.ts'

type Queue = StaffQueues['queues'][number]
type Queues = {
  queues: readonly Queue[]
  /** Counts by queue. Undefined at first. */
  done: Record<string, number> | undefined
  now: Date
}

/** Every queue with its work and its figures: a table from 1024 px up, a list below that. */
export function StaffJobsQueues(props: Queues) {
  return (
    <section aria-labelledby="queues">
      <SectionHeading id="queues" className="mb-3">
        Queues
      </SectionHeading>
      <div className={cn('hidden lg:block', tableCardLook)}>
        <QueueTable {...props} />
      </div>
      <div className="lg:hidden">
        <QueueList {...props} />
      </div>
    </section>
  )
}

function QueueTable({ queues, done, now }: Queues) {
  const jobInWords = useJobInWords()
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
            <Td className="font-medium">{jobInWords(queue.queue)}</Td>
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

/** A zero is shown quietly, so that the other numbers stand out. */
function Count({ count, className }: { count: number; className?: string }) {
  return <span className={count === 0 ? 'text-muted' : className}>{count.toLocaleString('en-GB')}</span>
}

function DeadCount({ queue }: { queue: Queue }) {
  if (queue.dead === 0) return <span className="text-muted">0</span>
  return (
    <Link
      href={`${staffJobsHref('/admin/jobs', { queue: queue.queue })}#dead-letters`}
      aria-label={`${queue.dead} dead in ${queue.queue}: show them`}
      className="lg:-my-1 inline-grid min-h-8 min-w-8 max-lg:min-h-11 max-lg:min-w-11 place-items-center rounded-tag bg-danger-tint px-2 font-semibold text-danger underline underline-offset-4"
    >
      {queue.dead.toLocaleString('en-GB')}
    </Link>
  )
}

/** On a phone a queue shows only the numbers above zero, so that all queues fit on the screen. */
function QueueList({ queues, done, now }: Queues) {
  const jobInWords = useJobInWords()
  return (
    <ul aria-label="Queues" className="rounded-card border border-hairline bg-surface px-4 py-1">
      {queues.map(queue => (
        <li
          key={queue.queue}
          className="flex items-center justify-between gap-3 border-hairline border-b py-2 last:border-b-0"
        >
          <div className="min-w-0">
            <p className="font-medium">{jobInWords(queue.queue)}</p>
            <code className="text-muted text-xs [overflow-wrap:anywhere]">{queue.queue}</code>
          </div>
          <p className="tabular flex max-w-[40%] shrink-0 flex-wrap items-center justify-end gap-x-3 text-right text-muted text-sm">
            {figuresOf(queue, done, now).map(figure => (
              <span key={figure}>{figure}</span>
            ))}
            {queue.dead > 0 && (
              <span className="flex items-center gap-1.5 text-danger">
                Dead <DeadCount queue={queue} />
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function figuresOf(queue: Queue, done: Queues['done'], now: Date): string[] {
  const { waiting, running, retrying, oldestWaitingSince } = queue
  return [
    waiting > 0 && `${waiting.toLocaleString('en-GB')} waiting`,
    oldestWaitingSince && `for ${ageInWords(oldestWaitingSince, now)}`,
    running > 0 && `${running.toLocaleString('en-GB')} running`,
    retrying > 0 && `${retrying.toLocaleString('en-GB')} retrying`,
    done && `${(done[queue.queue] ?? 0).toLocaleString('en-GB')} done in 24 h`,
  ].filter(figure => typeof figure === 'string')
}
