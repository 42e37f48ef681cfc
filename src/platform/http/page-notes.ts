import { AsyncLocalStorage } from 'node:async_hooks'
import { perProcess } from '../lib/per-process.ts'

/** The stock and the prices that a page shows: for a product as a whole, or for each of its variants in order. */
export type ShownStock = { slug: string; of: 'product' | 'variants'; words: string[] }

/** The content that a page showed when it was rendered, so that the cache knows when its copy is no longer true. */
export type PageNotes = {
  /** Rendered once for everybody, and kept. */
  isKept: boolean
  /** `product:stoneware-mug`, `category:tableware`, or `catalogue` for a page that any product may come onto. */
  tags: Set<string>
  stock: ShownStock[]
  /** The parameters that the page knows, such as `colour=Blue`: with any other it is no page of its own. */
  choices: Set<string>
  /** The status that the page asks for; unset: the usual one. */
  status?: number
}

const rendering = perProcess('page-notes', () => new AsyncLocalStorage<PageNotes>())

export const freshNotes = (isKept = true): PageNotes => ({
  isKept,
  tags: new Set(),
  stock: [],
  choices: new Set(),
})

/** The notes of the rendering that is going on here, if one is. */
export const notesGoingOn = (): PageNotes | undefined => rendering().getStore()

/** Runs a rendering and answers its notes too. */
export async function takingNotes<T>(
  render: () => Promise<T>,
  notes: PageNotes = freshNotes(),
): Promise<{ result: T; notes: PageNotes }> {
  return { result: await rendering().run(notes, render), notes }
}

/** A query notes what it read for a page. Without a page to keep, the note has no effect. */
export function noteShown(shown: { tags?: string[]; stock?: ShownStock[]; choices?: string[] }): void {
  const notes = rendering().getStore()
  for (const tag of shown.tags ?? []) notes?.tags.add(tag)
  notes?.stock.push(...(shown.stock ?? []))
  for (const choice of shown.choices ?? []) notes?.choices.add(choice)
}

/** Whether this is read for a page that is rendered once for everybody, by no caller in particular. */
export function isReadForKeeping(): boolean {
  return rendering().getStore()?.isKept ?? false
}

/**
 * The page says that there is nothing at its address. It shows so itself, whole and without scripts, where `notFound()` of
 * Next.js would leave all of it to a script; the web server sends the status (answer-with-status.ts).
 */
export function noteMissing(): void {
  const notes = rendering().getStore()
  if (notes) notes.status = 404
}
