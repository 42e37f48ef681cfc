'use client'

import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { authClient } from './auth-client.ts'
import { useEnter } from './use-enter.ts'

/** `to` is the page after signing out. */
export function SignOutButton({
  to = '/',
  look = 'secondary',
  className,
}: {
  to?: string
  look?: 'secondary' | 'quiet'
  className?: string
}) {
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState(false)
  const enter = useEnter(to)

  async function signOut() {
    setPending(true)
    setFailed(false)
    const { error } = await authClient.signOut().catch(() => ({ error: true }))
    if (!error) {
      forgetTab()
      return enter()
    }
    setPending(false)
    setFailed(true)
  }

  return (
    <span className={cn('inline-flex flex-wrap items-center', failed && 'gap-3')}>
      <Button
        variant={look}
        {...(look === 'quiet' && { size: 'sm' })}
        className={className}
        pending={pending}
        pendingLabel="Signing out…"
        onClick={signOut}
      >
        {look === 'quiet' && <LogOut aria-hidden="true" />}
        Sign out
      </Button>
      <span role="status" className="text-danger text-sm">
        {failed && 'You are still signed in. Check your connection and try again.'}
      </span>
    </span>
  )
}

/** Deletes what was typed at the checkout, so that the next person at this computer cannot read it. */
function forgetTab() {
  try {
    window.sessionStorage.clear()
  } catch {
    // When storage is switched off, nothing was stored.
  }
}
