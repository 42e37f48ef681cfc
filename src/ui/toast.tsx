'use client'

import { lazy, Suspense } from 'react'
import { useFirstDeed } from './first-deed.ts'

const ToastShelf = lazy(() => import('./toast-shelf.tsx'))

/**
 * Stands once, in the root layout. Nothing is said (notify.ts) before somebody has done something, so what shows it is
 * fetched then. A page with a bar at the bottom gives its height in `--bottom-bar`.
 */
export function Toaster() {
  return useFirstDeed() ? (
    <Suspense fallback={null}>
      <ToastShelf />
    </Suspense>
  ) : null
}
