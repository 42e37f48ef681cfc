/**
 * Lists in pages. A page goes on from the key of a row rather than from a count, so that no page skips or repeats a row when
 * others come or go. Reading one row more than is shown says whether another page follows.
 */

export type Page<Row, Key> = { rows: Row[]; next: Key | null }

/** Reads a page; `read` is handed the most rows that it may read. `next` is the key of the last row when more follow. */
export async function readPage<Row, Key>(
  size: number,
  read: (most: number) => PromiseLike<Row[]>,
  keyOf: (row: Row) => Key,
): Promise<Page<Row, Key>> {
  const found = await read(size + 1)
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return { rows, next: last && found.length > size ? keyOf(last) : null }
}

/** The rows after a key, or those before one; with neither, the first rows. */
export type PageStart = { before: string | null; after: string | null }

/** The keys are null where the list ends. */
export type PageBothWays<Row> = { rows: Row[]; nextAfter: string | null; previousBefore: string | null }

/** Reads a page of a list that can be turned both ways. Before a key, `read` reads from the key back to the beginning. */
export async function readPageBothWays<Row>(
  { size, before, after }: PageStart & { size: number },
  read: (most: number) => PromiseLike<Row[]>,
  keyOf: (row: Row) => string,
): Promise<PageBothWays<Row>> {
  const { rows, next } = await readPage(size, read, keyOf)
  const isBackwards = before !== null
  if (isBackwards) rows.reverse()
  const [first, last] = [rows[0], rows.at(-1)]
  const [hasPrevious, hasNext] = isBackwards ? [next !== null, true] : [after !== null, next !== null]
  return {
    rows,
    nextAfter: hasNext && last ? keyOf(last) : null,
    previousBefore: hasPrevious && first ? keyOf(first) : null,
  }
}

/** Writes the parts of a key as one word for an address. The parts hold no spaces. */
export const writeCursor = (parts: readonly string[]): string =>
  Buffer.from(parts.join(' ')).toString('base64url')

export class CursorUnreadable extends Error {}

/** The parts of a cursor, each in its shape; none for the first page. Throws `CursorUnreadable` when we did not write it. */
export function readCursor(cursor: string | undefined, ...shapes: RegExp[]): string[] {
  if (cursor === undefined) return []
  const parts = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (parts.length !== shapes.length || !shapes.every((shape, index) => shape.test(parts[index] ?? '')))
    throw new CursorUnreadable()
  return parts
}
