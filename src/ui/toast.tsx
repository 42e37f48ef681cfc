'use client'

import { lazy, Suspense, useEffect, useState } from 'react'

const PLAIN_MS = 5000
const WITH_ACTION_MS = 10_000

export type Said = { words: string; durationMs: number; action?: { label: string; onAction: () => void } }

const ToastShelf = lazy(() => import('./toast-shelf.tsx'))

/** Said before the shelf for it was there. */
const waiting: Said[] = []
let show = (said: Said): void => void waiting.push(said)

/** The shelf is there: it is told what waits, and from now on everything at once. */
export function onSaid(shown: (said: Said) => void): void {
  show = shown
  for (const said of waiting.splice(0)) shown(said)
}

/**
 * Stands once, in the root layout. Nothing is said before somebody has done something, so what shows it is fetched at the first
 * touch or key. A page with a bar at the bottom gives its height in `--bottom-bar`.
 */
export function Toaster() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const done = new AbortController()
    const want = () => {
      setWanted(true)
      done.abort()
    }
    for (const deed of ['pointerdown', 'keydown'])
      addEventListener(deed, want, { signal: done.signal, passive: true })
    return () => done.abort()
  }, [])
  return wanted ? (
    <Suspense fallback={null}>
      <ToastShelf />
    </Suspense>
  ) : null
}

/**
 * Says that something is done, in at most three words, noun first: "Item removed". With an action, such as
 * Undo, it stays ten seconds. Errors do not go here but into a `Banner`, which stays.
 */
export function notify(words: string, action?: { label: string; onAction: () => void }): void {
  show({ words, durationMs: action ? WITH_ACTION_MS : PLAIN_MS, ...(action && { action }) })
}
