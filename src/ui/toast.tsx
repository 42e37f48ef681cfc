'use client'

import { lazy, Suspense, useEffect, useState } from 'react'

const ToastShelf = lazy(() => import('./toast-shelf.tsx'))

/**
 * Stands once, in the root layout. Nothing is said (notify.ts) before somebody has done something, so what shows it is
 * fetched at the first touch or key. A page with a bar at the bottom gives its height in `--bottom-bar`.
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
