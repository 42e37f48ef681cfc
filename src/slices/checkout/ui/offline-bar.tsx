'use client'

import { Banner } from '#platform/ui/banner.tsx'
import { useOnline } from './use-online.ts'

/** Stands inline on the page, says that nothing is lost, and stays until the connection is back. */
export function OfflineBar() {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <Banner tone="warning" title="You’re offline">
          Your details are saved here. Pay again when you’re back online.
        </Banner>
      )}
    </div>
  )
}
