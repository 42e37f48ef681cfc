'use client'

import { StaffDeskFailed } from '#orders/ui/staff-desk-failed.tsx'

export default function DeskError({ reset }: { reset: () => void }) {
  return <StaffDeskFailed onRetry={reset} />
}
