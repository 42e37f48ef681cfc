'use client'

import { SomethingBroke } from '#slices/catalog/ui/something-broke.tsx'

export default function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <SomethingBroke error={error} onRetry={reset} />
    </main>
  )
}
