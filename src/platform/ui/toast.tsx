'use client'

import { useFromFirstAction } from './first-action.ts'

const fetchShelf = () => import('./toast-shelf.tsx')

/**
 * Stands once, in the root layout. Nothing is said (notify.ts) before somebody has done something, so what shows it is
 * fetched then. A page with a bar at the bottom gives its height in `--bottom-bar`.
 */
export function Toaster() {
  const Shelf = useFromFirstAction(fetchShelf)
  return Shelf && <Shelf />
}
