import type { ReactNode } from 'react'
import { When } from './clock.tsx'
import { CardLink } from './table.tsx'

/** A row of a list as a card on a phone: its number, how it stands, what is in it and since when. */
export function RowCard({
  href,
  number,
  standing,
  since,
  now,
  children,
}: {
  href: string
  number: string
  standing: ReactNode
  since: Date
  now: Date
  children: ReactNode
}) {
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <CardLink href={href} className="tabular">
          {number}
        </CardLink>
        {standing}
      </div>
      <p className="mt-0.5 flex justify-between gap-3 text-muted text-sm">
        <span className="min-w-0 truncate">{children}</span>
        <When at={since} now={now} className="shrink-0 justify-items-end" />
      </p>
    </>
  )
}
