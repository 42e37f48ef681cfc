const PLAIN_MS = 5000
const WITH_ACTION_MS = 10_000

export type Said = { words: string; durationMs: number; action?: { label: string; onAction: () => void } }

/** Messages from before the toast shelf was loaded. */
const waiting: Said[] = []
let show = (said: Said): void => void waiting.push(said)

/**
 * Says that something is done, in at most three words, noun first: "Item removed". With an action, such as
 * Undo, it stays ten seconds. Errors do not go here but into a `Banner`, which stays.
 */
export function notify(words: string, action?: Said['action']): void {
  show({ words, durationMs: action ? WITH_ACTION_MS : PLAIN_MS, ...(action && { action }) })
}

/** The toast shelf (toast-shelf.tsx) calls it: it gets the waiting messages, and from now on each at once. */
export function onSaid(shown: (said: Said) => void): void {
  show = shown
  for (const said of waiting.splice(0)) shown(said)
}
