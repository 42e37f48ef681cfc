import { LRUCache } from 'lru-cache'
import type { PageNotes, ShownStock } from '#platform/http/page-notes.ts'

export type Rendered<Copy> = {
  copy: Copy
  bytes: number
  notes: PageNotes
  /** Only a page that is the same for everybody is kept. */
  keep: boolean
}

type Kept<Copy> = Rendered<Copy> & {
  renderedAt: number
  /** When the stock and the prices that it shows were last found right. */
  trueAt: number
  looking: Promise<boolean> | null
}

export type PageCacheSettings<Copy> = {
  render: (address: string) => Promise<Rendered<Copy>>
  /** Whether stock and prices still match the page. */
  stillTrue: (shown: readonly ShownStock[]) => Promise<boolean>
  /** How old a copy may be at this moment. */
  lifeMs: () => number
  limits: { copies: number; bytes: number }
  now?: () => number
}

/** A page may say "In stock" for this long after the last unit is sold, or show the price of before a sale; the order itself checks both. */
export const STOCK_LIFE_MS = 1_000

/** Whole pages, each rendered once for all who ask at the same time, and dropped when anything on it has changed. */
export class PageCache<Copy> {
  readonly #settings: PageCacheSettings<Copy>
  readonly #now: () => number
  readonly #kept: LRUCache<string, Kept<Copy>>
  readonly #joinable = new Map<string, Promise<Kept<Copy>>>()
  readonly #running = new Set<{ missed: Set<string> }>()

  constructor(settings: PageCacheSettings<Copy>) {
    const { copies, bytes } = settings.limits
    this.#settings = settings
    this.#kept = new LRUCache({ max: copies, maxSize: bytes, sizeCalculation: kept => kept.bytes })
    this.#now = settings.now ?? (() => performance.now())
  }

  /** Calls `mayRender` before it renders a page for this caller alone; that throws when the caller asked too often. */
  async get(address: string, mayRender?: () => Promise<void>): Promise<{ copy: Copy; ageMs: number }> {
    const kept = this.#kept.peek(address)
    const isGood = kept && (await this.#isGood(address, kept))
    if (mayRender && !isGood && !this.#joinable.has(address)) await mayRender()
    const good = isGood ? kept : await this.#rendered(address)
    return { copy: good.copy, ageMs: this.#now() - good.renderedAt }
  }

  /** Drops the copies with one of the tags; a rendering under way may have read the old values. */
  drop(tags: readonly string[]): void {
    this.#joinable.clear()
    for (const { missed } of this.#running) for (const tag of tags) missed.add(tag)
    for (const [address, kept] of [...this.#kept.entries()])
      if (bearsOneOf(kept.notes, tags)) this.#forget(address, kept)
  }

  dropAll(): void {
    this.#joinable.clear()
    for (const { missed } of this.#running) missed.add(EVERYTHING)
    this.#kept.clear()
  }

  async #isGood(address: string, kept: Kept<Copy>): Promise<boolean> {
    if (this.#now() - kept.renderedAt > this.#settings.lifeMs()) {
      this.#forget(address, kept)
      return false
    }
    if (this.#now() - kept.trueAt > STOCK_LIFE_MS) {
      kept.looking ??= this.#look(address, kept)
      await kept.looking
    }
    // `get` also notes that it was used.
    return this.#kept.get(address) === kept
  }

  async #look(address: string, kept: Kept<Copy>): Promise<boolean> {
    const lookedAt = this.#now()
    try {
      const good = await this.#settings.stillTrue(kept.notes.stock)
      if (good) kept.trueAt = lookedAt
      else this.#forget(address, kept)
      return good
    } finally {
      kept.looking = null
    }
  }

  #rendered(address: string): Promise<Kept<Copy>> {
    const joined = this.#joinable.get(address)
    if (joined) return joined
    const rendering = this.#render(address).finally(() => {
      if (this.#joinable.get(address) === rendering) this.#joinable.delete(address)
    })
    this.#joinable.set(address, rendering)
    return rendering
  }

  async #render(address: string): Promise<Kept<Copy>> {
    const begun = this.#now()
    const run = { missed: new Set<string>() }
    this.#running.add(run)
    try {
      const rendered = await this.#settings.render(address)
      const kept = { ...rendered, renderedAt: begun, trueAt: begun, looking: null }
      const overtaken = run.missed.has(EVERYTHING) || bearsOneOf(rendered.notes, [...run.missed])
      if (rendered.keep && !overtaken) this.#kept.set(address, kept)
      return kept
    } finally {
      this.#running.delete(run)
    }
  }

  #forget(address: string, kept: Kept<Copy>): void {
    if (this.#kept.peek(address) === kept) this.#kept.delete(address)
  }
}

const EVERYTHING = '*'

const bearsOneOf = ({ tags }: PageNotes, dropped: readonly string[]) => dropped.some(tag => tags.has(tag))
