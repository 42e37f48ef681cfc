'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { type ShutOut, useShutOut } from '#platform/trpc/shut-out.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { DialogNotice } from '#platform/ui/dialog-notice.tsx'

const words: Record<ShutOut, { title: string; wayIn: string }> = {
  signed_out: { title: 'You are signed out', wayIn: 'Sign in' },
  not_allowed: { title: 'This account may no longer use the desk', wayIn: 'Use another account' },
}

/** The way back to this very page, filters and all. */
export function useSignInHref(): string {
  const query = useSearchParams().toString()
  return `/account/sign-in?next=${encodeURIComponent(usePathname() + (query ? `?${query}` : ''))}`
}

/**
 * Says on every page and in every dialog of the desk that its reader is no longer let in. From a dialog they sign in beside it, in
 * a tab of its own, so that what they typed stays; the page notices by itself and goes on.
 */
export function ShutOutNotices({ children }: { children: ReactNode }) {
  const shutOut = useShutOut()
  const href = useSignInHref()
  const { title, wayIn } = words[shutOut ?? 'signed_out']
  const inDialog = shutOut && (
    <Notice
      title={title}
      action={
        <ButtonLink variant="secondary" size="sm" href={href} target="_blank">
          {wayIn} in a new tab
        </ButtonLink>
      }
    >
      What you typed stays here. Nothing is done until you are back.
    </Notice>
  )
  // The page keeps its place beside the notice, or React would build it anew and what was typed would be gone.
  return (
    <DialogNotice value={inDialog}>
      {shutOut && (
        <Notice
          title={title}
          className="mb-5"
          action={
            <ButtonLink size="sm" href={href}>
              {wayIn}
            </ButtonLink>
          }
        >
          What stands here may be old. You come back to this page.
        </Notice>
      )}
      {children}
    </DialogNotice>
  )
}

function Notice({
  title,
  action,
  className,
  children,
}: {
  title: string
  action: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <Banner tone="danger" live="assertive" title={title} action={action} className={className}>
      {children}
    </Banner>
  )
}
