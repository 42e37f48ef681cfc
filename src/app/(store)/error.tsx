'use client'

import { SomethingBroke } from '#catalog/ui/something-broke.tsx'

export default function StoreError({ reset }: { reset: () => void }) {
  return <SomethingBroke onRetry={reset} />
}
