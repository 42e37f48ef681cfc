'use client'

import type { ReactNode } from 'react'
import { useShutOut } from '#platform/trpc/shut-out.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'

/** Shown when a part of the desk did not load. The frame tells staff when they are signed out, because trying again would not help then. */
export function DeskTrouble({
  title,
  onRetry,
  className,
  children,
}: {
  title: string
  onRetry: () => void
  className?: string
  children: ReactNode
}) {
  if (useShutOut()) return null
  return (
    <Banner
      tone="danger"
      live="assertive"
      title={title}
      className={className}
      action={
        <Button variant="secondary" size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {children}
    </Banner>
  )
}
