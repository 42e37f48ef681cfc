import type { ReactNode } from 'react'
import { deskPlace } from '#desk/clock.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { AuditEntry } from '#slices/staff/queries.ts'
import { actionWords, changesBetween, provedWords, whoIs } from './audit-words.ts'

/** One line of the audit: the person, what they did and why, and what it changed. `children`: the thing, where the page is not about it. */
export function AuditLine({ entry, children }: { entry: AuditEntry; children?: ReactNode }) {
  const { at, actor, action, reason, factors } = entry
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
      <time dateTime={at.toISOString()} className="tabular w-44 shrink-0 text-muted text-sm">
        {formatDateTime(at, deskPlace)}
      </time>
      <div className="min-w-0 flex-1 basis-72">
        <p className="wrap-anywhere">
          <span className="font-medium">{whoIs(actor)}</span> {actionWords(action)} {children ?? 'it'}
        </p>
        {factors && <p className="text-muted text-sm">{provedWords(factors)}</p>}
        {changesBetween(entry).map(({ name, before, after }) => (
          <p key={name} className="wrap-anywhere text-muted text-sm">
            {name}: {before} → {after}
          </p>
        ))}
        {reason && <p className="wrap-anywhere text-sm">“{reason}”</p>}
      </div>
    </li>
  )
}
