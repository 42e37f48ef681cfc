import { ArrowRight, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import type { Today } from './figures.ts'

/** What needs a person, as links to it; one calm line when nothing does. */
export function AttentionTiles({
  today: { review, unsettled, notPicked, notPickedMinutes, closedDoors, deadLetters },
}: {
  today: Today
}) {
  const dead = deadLetters.reduce((sum, { count }) => sum + count, 0)
  const needs = [
    {
      count: review,
      one: 'order needs a review',
      many: 'orders need a review',
      detail: 'Amounts or stock do not agree.',
      href: '/admin/orders?view=problems',
    },
    {
      count: unsettled,
      one: 'payment has not settled',
      many: 'payments have not settled',
      detail: 'For more than two minutes.',
      href: '/admin/orders?view=problems',
    },
    {
      count: notPicked,
      one: 'order is not picked',
      many: 'orders are not picked',
      detail: `Paid more than ${notPickedMinutes} min ago.`,
      href: '/admin/orders?view=not-picked',
    },
    {
      count: closedDoors,
      one: 'buyer is shut out for a while',
      many: 'buyers are shut out for a while',
      detail: 'Too many of their cards were declined in a row.',
      href: '/admin/orders?state=declined',
    },
    {
      count: dead,
      one: 'job was given up',
      many: 'jobs were given up',
      detail: deadLetters.map(({ queue, count }) => `${count} × ${queue}`).join(', '),
      href: '/admin/jobs',
    },
  ].filter(need => need.count > 0)

  if (needs.length === 0) {
    return (
      <p className="flex items-center gap-2 rounded-card border border-hairline bg-surface px-4 py-3 text-muted">
        <CircleCheck aria-hidden="true" className="size-5 text-success" />
        Nothing needs a person.
      </p>
    )
  }
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="sr-only">
        Needs a person
      </h2>
      <ul className="grid gap-3 md:grid-cols-3">
        {needs.map(need => (
          <li key={need.one} className="relative rounded-card border border-danger/40 bg-danger-tint p-4">
            <Link
              href={need.href}
              className="flex items-baseline justify-between gap-2 text-danger after:absolute after:inset-0 after:rounded-card"
            >
              <span>
                <span className="tabular mr-1.5 font-display text-2xl">
                  {need.count > 1_000 ? '1,000+' : need.count}
                </span>
                <span className="font-medium">{need.count === 1 ? need.one : need.many}</span>
              </span>
              <ArrowRight aria-hidden="true" className="size-4 self-center" />
            </Link>
            <p className="text-sm [overflow-wrap:anywhere]">{need.detail}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
