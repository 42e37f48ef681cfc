import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { NearLink } from './near-link.tsx'

export type DataTableProps = ComponentProps<'table'> & {
  /** Says what the table lists; read aloud, not shown. */
  caption: string
}

/**
 * A calm, dense table: 40 px rows, 14 px text, hairlines. The header stays in view from 1024 px up, under
 * anything whose height the page gives in `--table-top`; below that the table scrolls sideways by itself.
 */
export function DataTable({ caption, className, children, ...rest }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard.
    <section tabIndex={0} aria-label={caption} className="focus-inset overflow-x-auto lg:overflow-x-visible">
      <table className={cn('w-full border-separate border-spacing-0 text-left text-sm', className)} {...rest}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  )
}

/** Around a table that is a card: its corner cells are round too, or they would cover the card's corners. */
export const tableCardLook =
  'rounded-card border border-hairline bg-surface [&_tbody_tr:last-child]:rounded-b-card [&_tbody_tr:last-child_td]:border-b-0 [&_tbody_tr:last-child_td:first-child]:rounded-bl-card [&_tbody_tr:last-child_td:last-child]:rounded-br-card [&_thead_th:first-child]:rounded-tl-card [&_thead_th:last-child]:rounded-tr-card'

type CellLook = {
  /** Numbers and money: right-aligned, digits of one width. */
  numeric?: boolean
  /** Stays in view when the table scrolls sideways, under 1024 px; for the first column. */
  pinned?: boolean
}

export function Th({ numeric, pinned, className, scope = 'col', ...rest }: ComponentProps<'th'> & CellLook) {
  return (
    <th
      scope={scope}
      className={cn(
        'sticky top-(--table-top,0px) z-10 h-10 whitespace-nowrap border-hairline border-b bg-surface px-3 font-medium text-muted text-xs first:pl-4 last:pr-4',
        numeric && 'text-right',
        pinned && 'left-0 z-20',
        className,
      )}
      {...rest}
    />
  )
}

/** A row. With a `RowLink` in one of its cells, the whole row can be pressed. */
export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'group relative bg-surface transition-colors hover:bg-sunken has-[:checked]:bg-brand-tint',
        className,
      )}
      {...rest}
    />
  )
}

export function Td({ numeric, pinned, className, ...rest }: ComponentProps<'td'> & CellLook) {
  return (
    <td
      className={cn(
        'h-10 whitespace-nowrap border-hairline border-b px-3 py-1 first:pl-4 last:pr-4 pointer-coarse:h-12',
        numeric && 'tabular text-right',
        pinned && 'bg-inherit max-lg:sticky max-lg:left-0 max-lg:z-1',
        className,
      )}
      {...rest}
    />
  )
}

/**
 * The link whose area is its row (in a pinned cell under 1024 px: its cell). Other controls in the row need
 * `relative z-2` to stay above it.
 */
export function RowLink({ className, ...rest }: ComponentProps<typeof NearLink>) {
  return (
    <NearLink
      className={cn(
        'focus-inset font-medium text-ink underline-offset-4 after:absolute after:inset-0 group-hover:underline',
        className,
      )}
      {...rest}
    />
  )
}
