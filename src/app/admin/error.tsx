'use client'

import { StaffDeskFailed } from '#desk/desk-failed.tsx'

export default function DeskError({ reset }: { reset: () => void }) {
  return <StaffDeskFailed onRetry={reset} />
}
