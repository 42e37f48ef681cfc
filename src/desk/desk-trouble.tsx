'use client'

import type { ReactNode } from 'react'
import { useShutOut } from '#platform/trpc/shut-out.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'

/** A part of the desk could not be read. Whoever is signed out is told that by the frame, and trying again would not help. */
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
