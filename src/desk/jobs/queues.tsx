import Link from 'next/link'
import { type DeskColumn, DeskTable } from '#desk/table.tsx'
import type { QueueFigures } from '#platform/jobs/queue-figures.ts'
import { SectionHeading } from '#platform/ui/section-heading.tsx'
import type { JobWords } from './job-words.ts'
import { jobsHref } from './params.ts'
import { ageInWords } from './words.ts'

type QueuesProps = {
  queues: readonly QueueFigures[]
  /** Counts by queue. Undefined at first. */
  done: Record<string, number> | undefined
  now: Date
  words: JobWords
}

/** Every queue with its work and its figures: a table from 1024 px up, a list below that. */
export function QueueList({ queues, done, now, words }: QueuesProps) {
  return (
    <section aria-labelledby="queues">
      <SectionHeading id="queues" className="mb-3">
        Queues
      </SectionHeading>
      <DeskTable
        caption="Queues"
        columns={columnsOf({ done, now, words })}
        rows={queues}
        getRowId={queue => queue.queue}
        card={queue => <QueueLine queue={queue} done={done} now={now} words={words} />}
        phoneLook="lines"
      />
    </section>
  )
}

function columnsOf({ done, now, words }: Omit<QueuesProps, 'queues'>): DeskColumn<QueueFigures>[] {
  return [
    {
      id: 'does',
      header: 'What it does',
      // A sentence, and the table has no room for a long one in a line.
      meta: { cellClassName: 'whitespace-normal font-medium' },
      cell: ({ queue }) => words.does(queue),
    },
    {
      id: 'queue',
      header: 'Queue',
      meta: { cellClassName: 'text-muted' },
      cell: ({ queue }) => <code className="text-xs">{queue}</code>,
    },
    {
      id: 'waiting',
      header: 'Waiting',
      meta: { numeric: true },
      cell: ({ waiting }) => <Count count={waiting} />,
    },
    {
      id: 'running',
      header: 'Running',
      meta: { numeric: true },
      cell: ({ running }) => <Count count={running} />,
    },
    {
      id: 'retrying',
      header: 'Retrying',
      meta: { numeric: true },
      cell: ({ retrying }) => <Count count={retrying} className="font-semibold text-warning" />,
    },
    { id: 'dead', header: 'Dead', meta: { numeric: true }, cell: queue => <DeadCount queue={queue} /> },
    {
      id: 'done',
      header: 'Done in 24 h',
      meta: { numeric: true },
      cell: ({ queue }) =>
        done ? <Count count={done[queue] ?? 0} /> : <span className="text-muted">…</span>,
    },
    {
      id: 'oldest',
      header: 'Oldest waiting',
      meta: { numeric: true, cellClassName: 'text-muted' },
      cell: ({ oldestWaitingSince }) => (oldestWaitingSince ? ageInWords(oldestWaitingSince, now) : '—'),
    },
  ]
}

/** A zero is shown quietly, so that the other numbers stand out. */
function Count({ count, className }: { count: number; className?: string }) {
  return <span className={count === 0 ? 'text-muted' : className}>{count.toLocaleString('en-GB')}</span>
}

function DeadCount({ queue }: { queue: QueueFigures }) {
  if (queue.dead === 0) return <span className="text-muted">0</span>
  return (
    <Link
      href={`${jobsHref('/admin/jobs', { queue: queue.queue })}#dead-letters`}
      aria-label={`${queue.dead} dead in ${queue.queue}: show them`}
      className="lg:-my-1 inline-grid min-h-8 min-w-8 max-lg:min-h-11 max-lg:min-w-11 place-items-center rounded-tag bg-danger-tint px-2 font-semibold text-danger underline underline-offset-4"
    >
      {queue.dead.toLocaleString('en-GB')}
    </Link>
  )
}

/** On a phone a queue shows only the numbers above zero, so that all queues fit on the screen. */
function QueueLine({ queue, done, now, words }: Omit<QueuesProps, 'queues'> & { queue: QueueFigures }) {
  return (
    <div className="flex items-center justify-between gap-3">
      <div className="min-w-0">
        <p className="font-medium">{words.does(queue.queue)}</p>
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
    </div>
  )
}

function figuresOf(queue: QueueFigures, done: QueuesProps['done'], now: Date): string[] {
  const { waiting, running, retrying, oldestWaitingSince } = queue
  return [
    waiting > 0 && `${waiting.toLocaleString('en-GB')} waiting`,
    oldestWaitingSince && `for ${ageInWords(oldestWaitingSince, now)}`,
    running > 0 && `${running.toLocaleString('en-GB')} running`,
    retrying > 0 && `${retrying.toLocaleString('en-GB')} retrying`,
    done && `${(done[queue.queue] ?? 0).toLocaleString('en-GB')} done in 24 h`,
  ].filter(figure => typeof figure === 'string')
}
