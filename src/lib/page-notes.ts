import { AsyncLocalStorage } from 'node:async_hooks'

/** How much of something a page says is there: for a product as a whole, or for each of its variants in their order. */
export type ShownStock = { slug: string; of: 'product' | 'variants'; words: string[] }

/** What a page showed while it was rendered, so that whoever keeps a copy knows when the copy is not true any more. */
export type PageNotes = {
  /** `product:stoneware-mug`, `category:tableware`, or `catalogue` for a page that any product may come onto. */
  tags: Set<string>
  stock: ShownStock[]
  /** What the page can be asked for beside its path, such as `colour=Blue`: with anything else it is no page of its own. */
  choices: Set<string>
}

// A bundler may load this module more than once in a process; a rendering's notes must be one all the same.
const held = globalThis as { orderlyPageNotes?: AsyncLocalStorage<PageNotes> }
const rendering = () => {
  held.orderlyPageNotes ??= new AsyncLocalStorage()
  return held.orderlyPageNotes
}

/** Runs a rendering and answers what it showed as well. */
export async function takingNotes<T>(render: () => Promise<T>): Promise<{ result: T; notes: PageNotes }> {
  const notes: PageNotes = { tags: new Set(), stock: [], choices: new Set() }
  return { result: await rendering().run(notes, render), notes }
}

/** A query says what it read for a page. Where no page is being kept, nobody listens. */
export function noteShown(shown: { tags?: string[]; stock?: ShownStock[]; choices?: string[] }): void {
  const notes = rendering().getStore()
  for (const tag of shown.tags ?? []) notes?.tags.add(tag)
  notes?.stock.push(...(shown.stock ?? []))
  for (const choice of shown.choices ?? []) notes?.choices.add(choice)
}

/** Whether this is read for a page that is rendered once for everybody, by no caller in particular. */
export function isReadForKeeping(): boolean {
  return rendering().getStore() !== undefined
}
