import { ArrowRight, CircleCheck, CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { formatClock } from '#desk/clock.tsx'
import { useJobInWords } from '#desk/job-words.tsx'
import { cn } from '#platform/ui/cn.ts'
import { type Elsewhere, needsOf } from './attention-needs.ts'
import type { Today } from './figures.ts'

/** Figures older than this say nothing about the present. */
const BELIEVED_MS = 30_000

/** What needs a person, as links to it; one calm line when nothing does, and only while that is known. */
export function AttentionTiles({
  today,
  elsewhere,
  now,
  bankRests,
}: {
  today: Today
  elsewhere: Elsewhere
  now: Date
  bankRests: boolean
}) {
  const jobInWords = useJobInWords()
  // While it lasts the banner of every page says the same.
  const needs = needsOf(today, elsewhere, { now, jobInWords }).filter(
    need => !(bankRests && need.key === 'refused'),
  )
  if (needs.length === 0) {
    if (bankRests) return null
    const isRead = Object.values(elsewhere).every(said => said !== undefined)
    const known = isRead && now.getTime() - today.readAt.getTime() < BELIEVED_MS
    const Icon = known ? CircleCheck : CircleHelp
    return (
      <p className="flex items-center gap-2 rounded-card border border-hairline bg-surface px-4 py-3 text-muted">
        <Icon aria-hidden="true" className={cn('size-5', known && 'text-success')} />
        {known
          ? 'Nothing needs a person.'
          : `Nothing needed a person at ${formatClock(today.readAt)}. We do not know what came since.`}
      </p>
    )
  }
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="sr-only">
        Needs a person
      </h2>
      <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {needs.map(need => (
          <li
            key={need.key}
            className={cn(
              'relative rounded-card border p-4',
              need.tone === 'danger'
                ? 'border-danger/40 bg-danger-tint text-danger'
                : 'border-warning/40 bg-warning-tint text-warning',
            )}
          >
            <Link
              href={need.href}
              className="flex items-start justify-between gap-2 font-semibold after:absolute after:inset-0 after:rounded-card"
            >
              <span className="tabular">{need.fact}</span>
              <ArrowRight aria-hidden="true" className="mt-1 size-4 shrink-0" />
            </Link>
            <p className="mt-1 text-ink text-sm [overflow-wrap:anywhere]">{need.detail}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
