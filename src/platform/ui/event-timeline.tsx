import type { ReactNode } from 'react'
import { cn } from './cn.ts'
import type { Tone } from './tone.ts'

export type TimelineEntry = {
  id: string
  /** The actor: a person's name, or "System". */
  actor: string
  /** Actions of the system look quieter than those of people. */
  bySystem?: boolean
  /** Verb and object: "refunded £24.00 to Visa ····4242". */
  text: ReactNode
  /** When, as text for people, and as ISO 8601. */
  time: string
  dateTime: string
  /** A note's words, an error's first line. */
  detail?: ReactNode
  /** A button such as "Retry". */
  action?: ReactNode
  tone?: Tone
}

const HEAD = 2
const TAIL = 1
const FOLD_FROM = 6

const DOTS: Record<Tone, string> = {
  neutral: 'bg-ink',
  info: 'bg-info',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
}

/** The history for staff, newest first; from six entries on, all but the last two and the first are folded away. */
export function EventTimeline({ entries, className }: { entries: TimelineEntry[]; className?: string }) {
  if (entries.length < FOLD_FROM) return <EntryList entries={entries} className={className} />
  const folded = entries.slice(HEAD, -TAIL)
  return (
    <div className={className}>
      <EntryList entries={entries.slice(0, HEAD)} />
      <details className="group/fold">
        <summary className="my-1 flex min-h-9 list-none items-center rounded-control pl-6.5 font-medium text-sm [&::-webkit-details-marker]:hidden">
          <span className="link group-open/fold:hidden">Show {folded.length} earlier events</span>
          <span className="link hidden group-open/fold:inline">Hide {folded.length} earlier events</span>
        </summary>
        <EntryList entries={folded} />
      </details>
      <EntryList entries={entries.slice(-TAIL)} />
    </div>
  )
}

function EntryList({ entries, className }: { entries: TimelineEntry[]; className?: string | undefined }) {
  return (
    <ol className={cn('text-sm', className)}>
      {entries.map(entry => (
        <li key={entry.id} className="relative flex gap-4 py-2">
          <span
            aria-hidden="true"
            className={cn(
              'mt-1.5 size-2.5 shrink-0 rounded-full',
              entry.bySystem && !entry.tone ? 'border-2 border-control' : DOTS[entry.tone ?? 'neutral'],
            )}
          />
          <div className="min-w-0 flex-1">
            <p className={cn(entry.bySystem && 'text-muted')}>
              <span className={cn(!entry.bySystem && 'font-semibold')}>{entry.actor}</span> {entry.text}
            </p>
            {entry.detail && (
              <div className="mt-1.5 rounded-control bg-sunken px-3 py-2 [overflow-wrap:anywhere]">
                {entry.detail}
              </div>
            )}
            {entry.action && <div className="mt-2">{entry.action}</div>}
          </div>
          <time dateTime={entry.dateTime} className="tabular shrink-0 text-muted text-xs leading-5">
            {entry.time}
          </time>
        </li>
      ))}
    </ol>
  )
}
