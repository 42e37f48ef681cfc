'use client'

import type { ReactNode } from 'react'
import { Checkbox } from '#platform/forms/checkbox.tsx'
import { Button } from '#platform/ui/button.tsx'
import { noTicks, type Ticks, withTicks } from './ticks.ts'

type Ticking = { ticks: Ticks; onTick: (ticks: Ticks) => void }

/** The checkbox of one row. It stays above the link that covers the row. */
export function TickRow({ id, label, ticks, onTick }: Ticking & { id: string; label: string }) {
  return (
    <Checkbox
      className="relative z-2"
      aria-label={label}
      checked={ticks.has(id)}
      onChange={event => onTick(withTicks(ticks, [id], event.target.checked))}
    />
  )
}

/** The checkbox of the header. It means the rows of this page, because staff act only on what they see. */
export function TickAll({ ids, ticks, onTick }: Ticking & { ids: readonly string[] }) {
  const all = ids.length > 0 && ids.every(id => ticks.has(id))
  return (
    <Checkbox
      aria-label={`Select all ${ids.length} on this page`}
      checked={all}
      indeterminate={!all && ids.some(id => ticks.has(id))}
      onChange={event => onTick(withTicks(ticks, ids, event.target.checked))}
    />
  )
}

/** What can be done with the ticked rows. It stands under the table, so that no row moves when the first is ticked. */
export function TickedBar({
  count,
  onTick,
  children,
}: Pick<Ticking, 'onTick'> & { count: number; children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 mt-2 flex flex-wrap items-center gap-2 rounded-card border border-hairline bg-surface px-4 py-2 shadow-raised">
      <p role="status" className="tabular mr-auto text-sm">
        {count} selected
      </p>
      {children}
      <Button variant="quiet" size="sm" onClick={() => onTick(noTicks)}>
        Clear
      </Button>
    </div>
  )
}
