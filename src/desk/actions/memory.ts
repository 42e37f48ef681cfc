import type { Became } from './what-became.ts'

/** An action sent from the desk whose outcome this tab does not know. */
export type Unheard = {
  id: string
  /** The action and its subject, such as `refund:0198…`. Only one may be open at a time. */
  key: string
  /** The words after "whether", such as `£2.00 was refunded`. */
  words: string
  /** `sent`: the answer may still come. `unheard`: it will not come, so the tab asks the shop. `cut_short`: the shop does not know the outcome either. */
  state: 'sent' | 'unheard' | 'cut_short'
}

/** The shop's answer about an unheard action. */
export type Found = { id: string; key: string; words: string; became: Exclude<Became, { kind: 'running' }> }

const PLACE = 'orderly-desk-actions'
/** Nobody has more open actions than this by accident, so the oldest is forgotten. */
const MOST = 20

let held: readonly Unheard[] | null = null
const watchers = new Set<() => void>()
const finders = new Set<(found: Found) => void>()

/** The list is read from storage once for each page. Actions that an earlier page of this tab sent can no longer get an answer here. */
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
    // Without storage the list lives as long as the page.
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

/** Passes the shop's answer to the components that wait for it. */
export function tellFound(found: Found) {
  if (found.became.kind === 'cut_short') setActionState(found.id, 'cut_short')
  else forgetAction(found.id)
  for (const finder of finders) finder(found)
}

export function onFound(finder: (found: Found) => void): () => void {
  finders.add(finder)
  return () => finders.delete(finder)
}
