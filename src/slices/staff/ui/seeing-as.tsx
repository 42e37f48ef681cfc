'use client'

import { lazy, Suspense, useEffect, useState } from 'react'

// Shoppers never load it.
const Bar = lazy(() => import('./seeing-as-bar.tsx'))

/** Tells a member of staff on every page that they see the shop as a customer does. */
export function SeeingAs() {
  const [seeing, setSeeing] = useState(false)
  useEffect(() => setSeeing(document.cookie.includes('orderly.seeing_as=1')), [])
  return seeing ? (
    <Suspense>
      <Bar />
    </Suspense>
  ) : null
}
