'use client'

import { SomethingBroke } from '#slices/catalog/ui/something-broke.tsx'

export default function StoreError({ error, reset }: { error: unknown; reset: () => void }) {
  return <SomethingBroke error={error} onRetry={reset} />
}
