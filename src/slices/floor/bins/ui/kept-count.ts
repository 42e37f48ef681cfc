import { z } from 'zod'
import type { Store } from '#slices/floor/desk/ui/kept-scans.ts'

const keptSchema = z.object({
  /** Of the count, made when its bin was scanned: however often it is sent, it is one count. */
  id: z.uuid(),
  by: z.string(),
  warehouse: z.string(),
  bin: z.string(),
  lines: z.array(
    z.object({
      sku: z.string(),
      name: z.string(),
      /** The number as it stands in the field. */
      typed: z.string(),
      /** When it was last changed, by the shop's clock, ISO 8601; null before that. */
      at: z.string().nullable(),
    }),
  ),
})
export type KeptCount = z.infer<typeof keptSchema>
export type KeptLine = KeptCount['lines'][number]

const KEY = 'orderly.floor.count'

/** The count that this device was in the middle of. Null: none, or one of another person or warehouse. */
export function readKept(store: Store, { by, warehouse }: Pick<KeptCount, 'by' | 'warehouse'>) {
  const text = store.getItem(KEY)
  if (!text) return null
  try {
    const { data } = keptSchema.safeParse(JSON.parse(text))
    return data?.by === by && data.warehouse === warehouse ? data : null
  } catch {
    return null
  }
}

/** A device without room still counts; a page that is opened again then begins with an empty one. */
export function keep(store: Store, count: KeptCount | null): void {
  try {
    if (!count) store.removeItem(KEY)
    else store.setItem(KEY, JSON.stringify(count))
  } catch {
    // Said above.
  }
}

/** One more of an item was scanned: its line has one more, or it gets a line. */
export function oneMore(
  count: KeptCount,
  { sku, name }: Pick<KeptLine, 'sku' | 'name'>,
  at: string,
): KeptCount {
  const more = ({ typed }: KeptLine) => String((/^\d+$/.test(typed) ? Number(typed) : 0) + 1)
  const lines = count.lines.some(line => line.sku === sku)
    ? count.lines.map(line => (line.sku === sku ? { ...line, typed: more(line), at } : line))
    : [...count.lines, { sku, name, typed: '1', at }]
  return { ...count, lines }
}

/** Somebody typed how many there are. */
export function typedFor(count: KeptCount, sku: string, typed: string, at: string): KeptCount {
  return { ...count, lines: count.lines.map(line => (line.sku === sku ? { ...line, typed, at } : line)) }
}
