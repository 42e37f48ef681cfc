import type { Became } from './what-became.ts'

/** Something sent from the desk whose outcome this tab does not know. */
export type Unheard = {
  id: string
  /** What is done to what: `refund:0198…`. One at a time. */
  key: string
  /** After "whether": `£2.00 was refunded`. */
  words: string
  /** `sent`: its answer may still come. `unheard`: it will not, so the shop is asked. `cut_short`: the shop does not know either. */
  state: 'sent' | 'unheard' | 'cut_short'
}

/** What the shop said when it was asked. */
export type Found = { id: string; key: string; words: string; became: Exclude<Became, { kind: 'running' }> }

const PLACE = 'orderly-desk-actions'
/** More would be no accident; the oldest is forgotten. */
const MOST = 20

let held: readonly Unheard[] | null = null
const watchers = new Set<() => void>()
const finders = new Set<(found: Found) => void>()

/** Read once for each page: what an earlier page of this tab had sent can have no answer here any more. */
export function unheardActions(): readonly Unheard[] {
  held ??= readStored().map(one => (one.state === 'sent' ? { ...one, state: 'unheard' as const } : one))
  return held
}

function readStored(): Unheard[] {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(PLACE) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isUnheard) : []
  } catch {
    return []
  }
}

function isUnheard(one: unknown): one is Unheard {
  const { id, key, words, state } = (one ?? {}) as Partial<Unheard>
  return [id, key, words, state].every(part => typeof part === 'string')
}

function keep(next: readonly Unheard[]) {
  held = next.slice(-MOST)
  try {
    window.sessionStorage.setItem(PLACE, JSON.stringify(held))
  } catch {
    // Without storage it is known as long as the page lives.
  }
  for (const watcher of watchers) watcher()
}

export const noteAction = (action: Unheard) =>
  keep([...unheardActions().filter(({ key }) => key !== action.key), action])
export const forgetAction = (id: string) => keep(unheardActions().filter(one => one.id !== id))
export const setActionState = (id: string, state: Unheard['state']) =>
  keep(unheardActions().map(one => (one.id === id ? { ...one, state } : one)))

export function watchActions(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Tells whoever waits for it what the shop said. */
export function tellFound(found: Found) {
  if (found.became.kind === 'cut_short') setActionState(found.id, 'cut_short')
  else forgetAction(found.id)
  for (const finder of finders) finder(found)
}

export function onFound(finder: (found: Found) => void): () => void {
  finders.add(finder)
  return () => finders.delete(finder)
}
