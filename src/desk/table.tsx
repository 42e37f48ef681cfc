'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { cn } from '#platform/ui/cn.ts'
import { DataTable, RowLink, Td, Th, Tr, tableCardLook } from '#platform/ui/data-table.tsx'
import { NearLink } from '#platform/ui/near-link.tsx'
import { TickAll, TickedBar, TickRow } from './ticked-rows.tsx'
import { noTicks, type Ticks } from './ticks.ts'

/**
 * A column, in the shape of TanStack Table's column definitions, so that TanStack can stand behind this table one day: only
 * `cell` takes the row itself instead of a wrapper around it.
 */
export type DeskColumn<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The header is a link that sorts the list by this column, when the table gets `sorting`. */
  enableSorting?: boolean
  meta?: {
    /** Numbers and money stand at the right, in digits of one width. */
    numeric?: boolean
    /** The look of the header and of every cell, such as the width. */
    className?: string
    /** The look of a cell only. */
    cellClassName?: string | ((row: Row) => string | undefined)
  }
}

/** The order of the rows, and the address of the same list in another order. */
type Sorting = { id: string; desc: boolean; hrefOf: (sort: { id: string; desc: boolean }) => string }

type DeskTableProps<Row> = {
  /** Says what the table lists; read aloud, not shown. */
  caption: string
  columns: readonly DeskColumn<Row>[]
  rows: readonly Row[]
  getRowId: (row: Row) => string
  /** The page of a row. The first column holds the link, and the whole row can be pressed. */
  hrefOf?: (row: Row) => string
  /** The row is still shown, although it no longer belongs to the list. */
  isQuiet?: (row: Row) => boolean
  /** Staff can tick rows and act on them together. Only the table has checkboxes: a phone has no room for work on many rows. */
  selection?: { labelOf: (row: Row) => string; actions: (ticked: readonly Row[]) => ReactNode }
  sorting?: Sorting
  /** What a phone shows of a row. A card that is a link begins with `CardLink`. */
  card: (row: Row) => ReactNode
  /** On a phone each row is a card of its own, or a line of one card. */
  phoneLook?: 'cards' | 'lines'
  className?: string
}

/** The desk's table: a table from 1024 px up, and a list of cards below that. */
export function DeskTable<Row>(props: DeskTableProps<Row>) {
  const { rows, getRowId, selection } = props
  const [kept, setKept] = useState(noTicks)
  // A row that left the page is ticked no more.
  const ticked = rows.filter(row => kept.has(getRowId(row)))
  return (
    <>
      <div className={cn('hidden lg:block', tableCardLook)}>
        <WideTable {...props} ticks={new Set(ticked.map(getRowId))} onTick={setKept} />
      </div>
      {selection && ticked.length > 0 && (
        <div className="contents max-lg:hidden">
          <TickedBar count={ticked.length} onTick={setKept}>
            {selection.actions(ticked)}
          </TickedBar>
        </div>
      )}
      <div className="lg:hidden">
        <PhoneList {...props} />
      </div>
    </>
  )
}

function WideTable<Row>(props: DeskTableProps<Row> & { ticks: Ticks; onTick: (ticks: Ticks) => void }) {
  const { caption, columns, rows, getRowId, isQuiet, selection, sorting, className, ticks, onTick } = props
  return (
    <DataTable caption={caption} className={className}>
      <thead>
        <tr>
          {selection && (
            <Th className="w-12">
              <TickAll ids={rows.map(getRowId)} ticks={ticks} onTick={onTick} />
            </Th>
          )}
          {columns.map(column => (
            <HeaderCell key={column.id} column={column} sorting={sorting} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const id = getRowId(row)
          return (
            <Tr key={id} className={cn(isQuiet?.(row) && 'text-muted')}>
              {selection && (
                <Td>
                  <TickRow id={id} label={selection.labelOf(row)} ticks={ticks} onTick={onTick} />
                </Td>
              )}
              {columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} isFirst={index === 0} table={props} />
              ))}
            </Tr>
          )
        })}
      </tbody>
    </DataTable>
  )
}

function HeaderCell<Row>({
  column: { id, header, enableSorting, meta },
  sorting,
}: {
  column: DeskColumn<Row>
  sorting: Sorting | undefined
}) {
  const look = { numeric: meta?.numeric ?? false, className: meta?.className }
  if (!sorting || !enableSorting) return <Th {...look}>{header}</Th>
  const isSorted = sorting.id === id
  const Arrow = sorting.desc ? ArrowDown : ArrowUp
  return (
    <Th {...look} aria-sort={isSorted ? (sorting.desc ? 'descending' : 'ascending') : 'none'}>
      <Link
        href={sorting.hrefOf({ id, desc: isSorted && !sorting.desc })}
        className="focus-inset inline-flex items-center gap-1 hover:text-ink"
      >
        {header}
        {isSorted && <Arrow aria-hidden="true" className="size-3.5" />}
      </Link>
    </Th>
  )
}

function Cell<Row>({
  column: { cell, meta },
  row,
  isFirst,
  table: { hrefOf, isQuiet },
}: {
  column: DeskColumn<Row>
  row: Row
  isFirst: boolean
  table: Pick<DeskTableProps<Row>, 'hrefOf' | 'isQuiet'>
}) {
  const own = meta?.cellClassName
  return (
    <Td
      numeric={meta?.numeric ?? false}
      className={cn(meta?.className, typeof own === 'function' ? own(row) : own)}
    >
      {isFirst && hrefOf ? (
        <RowLink href={hrefOf(row)} data-row-link className={cn(isQuiet?.(row) && 'text-muted')}>
          {cell(row)}
        </RowLink>
      ) : (
        cell(row)
      )}
    </Td>
  )
}

const phoneLooks = {
  cards: {
    list: 'grid grid-cols-1 gap-2 md:grid-cols-2',
    row: 'relative rounded-card border border-hairline bg-surface p-4',
  },
  lines: {
    list: 'rounded-card border border-hairline bg-surface px-4 py-1',
    row: 'border-hairline border-b py-2 last:border-b-0',
  },
}

function PhoneList<Row>({
  caption,
  rows,
  getRowId,
  isQuiet,
  card,
  phoneLook = 'cards',
}: DeskTableProps<Row>) {
  const look = phoneLooks[phoneLook]
  return (
    <ul aria-label={caption} className={look.list}>
      {rows.map(row => (
        <li key={getRowId(row)} className={cn(look.row, isQuiet?.(row) && 'border-dashed')}>
          {card(row)}
        </li>
      ))}
    </ul>
  )
}

/** The link whose area is its whole card. */
export function CardLink({ className, ...rest }: ComponentProps<typeof NearLink>) {
  return (
    <NearLink
      data-row-link
      className={cn('font-semibold after:absolute after:inset-0 after:rounded-card', className)}
      {...rest}
    />
  )
}
