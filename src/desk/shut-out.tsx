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
  second_factor: { title: 'The desk needs a second factor of you', wayIn: 'Set it up' },
}

/** The address that leads back to this page, with its filters. */
export const useSignInHref = () => useHrefBackTo('/account/sign-in')
export const useSetUpHref = () => useHrefBackTo('/account/security/authenticator')

function useHrefBackTo(way: string): string {
  const query = useSearchParams().toString()
  return `${way}?next=${encodeURIComponent(usePathname() + (query ? `?${query}` : ''))}`
}

/**
 * Tells staff on every page and in every dialog that they no longer have access. From a dialog they sign in
 * in a new tab, so that what they typed stays. The page notices by itself and goes on.
 */
export function ShutOutNotices({ children }: { children: ReactNode }) {
  const shutOut = useShutOut()
  const signIn = useSignInHref()
  const setUp = useSetUpHref()
  const href = shutOut === 'second_factor' ? setUp : signIn
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
      What you typed stays here. The desk does nothing until you are back.
    </Notice>
  )
  // The page keeps its place beside the notice. Otherwise React would build it again and lose what was typed.
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
          This page may show old data. You come back to it afterwards.
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
