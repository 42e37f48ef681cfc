'use client'

import { SomethingBroke } from '#catalog/ui/something-broke.tsx'

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <SomethingBroke onRetry={reset} />
    </main>
  )
}
